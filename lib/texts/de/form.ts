import type { form as source } from "@/lib/texts/en/form";
import type { Translation } from "@/lib/texts/message";

export const form: Translation<typeof source> = {
  show: "Anzeigen",
  hide: "Verbergen",
  thePassword: "{label}",
  save: "Speichern",
  cancel: "Abbrechen",
  close: "Schließen",
  oneMoment: "Einen Moment …",
  tryAgain: "Erneut versuchen",
  loading: "Wird geladen …",
  rename: "{name} umbenennen",
  nameOf: "Name von {name}",
  closeMessage: "Meldung schließen",
  thatDidNotWork: "Das hat nicht geklappt. {reason}",
  offline: "Sie sind offline.",
  mayBeOutOfDate: "Diese Liste ist möglicherweise veraltet.",
  currentPassword: "Aktuelles Passwort",
  incorrectCurrentPassword: "Das aktuelle Passwort ist falsch.",
  yourPassword: "Ihr Passwort",
  code: "Code",
  codeIfAny: "Aus Ihrer Authenticator-App oder ein Wiederherstellungscode, falls Sie einen haben.",
  codeHint: "Aus Ihrer Authenticator-App oder ein Wiederherstellungscode.",
  password: {
    advice:
      "Mindestens {least} Zeichen. Vier oder fünf Wörter ohne Zusammenhang eignen sich gut. Leerzeichen zählen mit.",
    missing: "Geben Sie ein Passwort ein.",
    charactersToGo: { one: "Noch {count} Zeichen.", other: "Noch {count} Zeichen." },
  },
};
