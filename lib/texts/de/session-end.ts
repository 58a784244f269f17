import type { sessionEnd as source } from "@/lib/texts/en/session-end";
import type { Translation } from "@/lib/texts/message";

export const sessionEnd: Translation<typeof source> = {
  login: {
    expired: "Ihre Sitzung ist abgelaufen. Bitte melden Sie sich noch einmal an.",
    idle: "Sie wurden nach längerer Inaktivität abgemeldet. Bitte melden Sie sich noch einmal an.",
    absolute: "Ihre Sitzung hat die Höchstdauer erreicht. Bitte melden Sie sich noch einmal an.",
    signed_out: "Sie sind abgemeldet.",
    user: "Dieses Gerät wurde von einem anderen Ihrer Geräte aus abgemeldet.",
    revoked_everywhere: "Sie haben sich überall abgemeldet.",
    admin: "Die Administration hat Sie abgemeldet.",
    account_disabled: "Dieses Konto wurde gesperrt.",
    reuse_detected:
      "Wir haben diese Sitzung beendet, weil ihr Anmelde-Token zweimal benutzt wurde. Vielleicht hat es jemand kopiert. Melden Sie sich an und prüfen Sie Ihre Geräte.",
    password_changed: "Ihr Passwort wurde geändert. Melden Sie sich mit dem neuen Passwort an.",
    replaced: "Diese Sitzung wurde durch eine neuere Anmeldung ersetzt.",
    too_many_attempts:
      "Wir haben diese Sitzung nach zu vielen falschen Passwörtern beendet. Wenn Sie das nicht waren, melden Sie sich an und prüfen Sie Ihre Geräte.",
    provider:
      "Sie wurden bei dem Dienst abgemeldet, mit dem Sie sich anmelden. Bitte melden Sie sich noch einmal an.",
    account_deletion:
      "Sie sind abgemeldet, weil Sie uns gebeten haben, dieses Konto zu löschen. Wenn Sie es behalten möchten, melden Sie sich an und wählen Sie „Mein Konto behalten“.",
  },
  told: {
    expired: "Diese Sitzung ist beendet",
    idle: "Nach längerer Inaktivität abgemeldet",
    absolute: "Bei Erreichen der Höchstdauer abgemeldet",
    signed_out: "Sie haben sich abgemeldet",
    user: "Sie haben diese Sitzung beendet",
    revoked_everywhere: "Sie haben sich überall abgemeldet",
    admin: "Die Administration hat diese Sitzung beendet",
    account_disabled: "Die Administration hat dieses Konto gesperrt",
    reuse_detected: "Wir haben diese Sitzung beendet, weil ihr Anmelde-Token zweimal benutzt wurde",
    password_changed: "Diese Sitzung endete, weil Sie Ihr Passwort geändert haben",
    replaced: "Eine neuere Anmeldung in diesem Browser hat diese Sitzung ersetzt",
    too_many_attempts: "Wir haben diese Sitzung nach zu vielen falschen Passwörtern beendet",
    provider: "Der Dienst, mit dem Sie sich anmelden, hat diese Sitzung beendet",
    account_deletion: "Sie haben die Löschung dieses Kontos veranlasst",
  },
  impersonatorSignedOut: "Die Administration, die in Ihrem Namen angemeldet war, hat sich abgemeldet",
  advice: {
    reuse_detected: "Vielleicht hat es jemand kopiert. Prüfen Sie Ihre Geräte.",
    too_many_attempts: "Wenn Sie das nicht waren, prüfen Sie Ihre Geräte.",
  },
  sentence: "{told}.",
  sentenceFrom: "{told}, von {device} aus.",
  sentenceAt: "{told}, {when}.",
  sentenceFromAt: "{told}, von {device} aus, {when}.",
  anotherOfYourDevices: "einem anderen Ihrer Geräte",
};
