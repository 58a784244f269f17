import type { login as source } from "@/lib/texts/en/login";
import type { Translation } from "@/lib/texts/message";

export const login: Translation<typeof source> = {
  newHere: "Neu hier? {create}",
  createAccount: "Konto erstellen",
  haveAccount: "Sie haben schon ein Konto? {signIn}",
  signIn: "Anmelden",
  rememberedFor:
    "Sie bleiben auf diesem Gerät bis zu {longest:duration} angemeldet, oder {idle:duration} ohne Aktivität.",
  chooseAccount: "Aus Ihren Konten wählen",
  noMailServer: "Es ist kein Mailserver eingerichtet: Der Server gibt die E-Mail im Protokoll aus.",
  signedOut: "{name} wurde abgemeldet.",
  signInAgain: "Melden Sie sich noch einmal an.",
  signInToKeep: "Wenn Sie es behalten möchten, melden Sie sich an und wählen Sie „Mein Konto behalten“.",
  chooser: {
    title: "Konto wählen",
    useAnother: "Anderes Konto verwenden",
    continueAs: "Weiter als ",
    signInAs: "Anmelden als ",
    signOut: "Abmelden",
    signOutOf: "{name} abmelden",
    remove: "Entfernen",
    removeOf: "{name} entfernen",
    full: "In diesem Browser können Sie kein sechstes Konto anmelden. Um ein anderes zu verwenden, melden Sie zuerst eines von diesen ab. Am längsten angemeldet ist {oldest}.",
  },
  provider: {
    denied: "Sie wurden nicht angemeldet: Die Anmeldung wurde abgebrochen.",
    state:
      "Diese Anmeldung ist zu alt oder wurde in einem anderen Browser begonnen. Versuchen Sie es noch einmal.",
    provider: "Die Antwort des Anmeldedienstes ließ sich nicht verwenden. Versuchen Sie es noch einmal.",
    email_missing:
      "Der Anmeldedienst hat Ihre E-Mail-Adresse nicht bestätigt. Bestätigen Sie sie dort und versuchen Sie es dann noch einmal.",
    account_exists:
      "Zu Ihrer E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich hier innerhalb von zehn Minuten damit an, dann werden die beiden verbunden.",
    another_user:
      "Sie haben sich dort als jemand anderes angemeldet. Versuchen Sie es noch einmal mit dem Konto, mit dem Sie hier angemeldet sind.",
    account_disabled: "Dieses Konto wurde gesperrt.",
  },
};
