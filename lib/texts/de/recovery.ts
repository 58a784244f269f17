import type { recovery as source } from "@/lib/texts/en/recovery";
import type { Translation } from "@/lib/texts/message";

export const recovery: Translation<typeof source> = {
  forgot: {
    title: "Passwort vergessen?",
    text: "Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir senden Ihnen einen Link, mit dem Sie ein neues Passwort wählen können.",
    email: "E-Mail-Adresse",
    send: "Link senden",
    sent: "Wenn es ein Konto für {address} gibt, haben wir einen Link dorthin gesendet. Er gilt zehn Minuten.",
    nothingThere:
      "Nichts angekommen? Sehen Sie im Spam-Ordner nach, oder prüfen Sie die Adresse und versuchen Sie es in ein paar Minuten noch einmal.",
    backToSignIn: "Zurück zur Anmeldung",
  },
  reset: {
    title: "Neues Passwort wählen",
    newPassword: "Neues Passwort",
    change: "Passwort ändern",
    needsCode: "Ihr Konto hat einen zweiten Schritt. Geben Sie auch dessen Code ein.",
    refused: "Dieser Link ist abgelaufen oder wurde schon benutzt. Ein neuerer Link ersetzt einen älteren.",
    askAgain: "Neuen Link anfordern",
    done: "Ihr Passwort ist geändert, und Sie sind auf allen Geräten abgemeldet.",
    signIn: "Mit dem neuen Passwort anmelden",
  },
  notMe: {
    title: "Waren Sie das?",
    text: "Wir haben Ihnen eine Anmeldung an Ihrem Konto gemeldet. Wenn Sie das nicht waren, melden Sie dieses Gerät jetzt ab. Überall sonst bleiben Sie angemeldet.",
    refused: "Dieser Link ist abgelaufen. Melden Sie sich an, um Ihre Geräte zu sehen und abzumelden.",
    signIn: "Anmelden",
    signOut: "Das war ich nicht: abmelden",
    signingOut: "Gerät wird abgemeldet …",
    done: "Das Gerät ist abgemeldet.",
    advice:
      "Vielleicht kennt jemand anderes Ihr Passwort. Wählen Sie jetzt ein neues: Damit werden auch alle anderen Geräte abgemeldet. Wählen Sie dann unter „Aktivität“ bei dieser Anmeldung „Nicht Sie?“: Was von dort hinzugefügt oder geändert wurde, wird rückgängig gemacht.",
    newPassword: "Neues Passwort wählen",
    review: "Aktivität prüfen",
  },
};
