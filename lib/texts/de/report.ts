import type { report as source } from "@/lib/texts/en/report";
import type { Translation } from "@/lib/texts/message";

export const report: Translation<typeof source> = {
  title: "Sichern Sie Ihr Konto",
  intro:
    "Wenn diese Anmeldung nicht von Ihnen war, kennt vielleicht jemand anderes Ihr Passwort. Hier schließen Sie diese Person aus.",
  introWithoutPassword:
    "Wenn diese Anmeldung nicht von Ihnen war, kommt jemand anderes in Ihr Konto. Hier schließen Sie diese Person aus.",
  thisSignIn: "Diese Anmeldung",
  signedIn: "Angemeldet: {time}",
  whatHappens: "Was geschieht",
  signedOutAlone: "Das Gerät wird sofort abgemeldet. Hier bleiben Sie angemeldet.",
  signedOutWithOthers: {
    one: "Das Gerät wird sofort abgemeldet, ebenso Ihr anderes Gerät. Hier bleiben Sie angemeldet.",
    other:
      "Das Gerät wird sofort abgemeldet, ebenso Ihre {count} anderen Geräte. Hier bleiben Sie angemeldet.",
  },
  passwordStops: "Ihr altes Passwort gilt nicht mehr.",
  factorsRemoved: "Passkeys und Authenticator-Apps, die von dort hinzugefügt wurden, werden entfernt.",
  emailGoesBack:
    "Wurde Ihre E-Mail-Adresse seitdem auf einem anderen Gerät geändert, gilt wieder die frühere.",
  servicesDisconnected: "Dienste, die seitdem verbunden wurden, werden getrennt.",
  choosePassword: "Wählen Sie ein neues Passwort",
  newPassword: "Neues Passwort",
  isItYou: "Sind Sie es?",
  confirmFirst:
    "Liegt Ihre Anmeldung schon etwas zurück, bitten wir Sie zuerst um eine Bestätigung, dass Sie es sind. Vorher ändert sich nichts.",
  confirmAt: "Bei {service} bestätigen",
  secure: "Mein Konto sichern",
  enterCurrentPassword: "Geben Sie Ihr aktuelles Passwort ein.",
  enterCode: "Geben Sie einen Code ein.",
  done: "Ihr Konto ist gesichert. Alle anderen Geräte sind abgemeldet, und Ihr neues Passwort gilt.",
  doneWithoutPassword:
    "Ihr Konto ist gesichert. Alle anderen Geräte sind abgemeldet. Kann sich vielleicht auch bei {service} jemand als Sie anmelden, dann sichern Sie Ihr Konto auch dort.",
  emailRestored:
    "Ihre E-Mail-Adresse ist wieder {email}. Sie wurde nach dieser Anmeldung geändert; die andere Adresse gilt nicht mehr.",
  emailRemoved:
    "Ihre E-Mail-Adresse wurde nach dieser Anmeldung geändert. Wir haben die neue entfernt, konnten die frühere aber nicht wiederherstellen. Wählen Sie eine E-Mail-Adresse, bevor Sie sich abmelden: Ohne sie können Sie sich nicht anmelden.",
  chooseEmail: "E-Mail-Adresse wählen",
  disconnected:
    "Ein Dienst, der nach dieser Anmeldung verbunden wurde, ist getrennt. Er kann Sie nicht mehr anmelden.",
  added: "Seit dieser Anmeldung hinzugefügt",
  addedHint: "Entfernen Sie, was Sie nicht kennen. Damit kann man sich in Ihrem Konto anmelden.",
  seeDevices: "Geräte ansehen",
  waysToSignIn: "Wege zur Anmeldung",
};
