import type { errors as source } from "@/lib/texts/en/errors";
import type { Translation } from "@/lib/texts/message";
import { requestErrors } from "./request-errors";

export const errors: Translation<typeof source> = {
  ...requestErrors,
  providerUnavailable: "Der Anmeldedienst ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.",
  byCode: {
    ...requestErrors.byCode,
    invalid_credentials: "E-Mail-Adresse oder Passwort ist falsch.",
    invalid_code: "Dieser Code stimmt nicht.",
    invalid_ticket: "Dieser Link ist abgelaufen, wurde schon benutzt oder in einem anderen Browser geöffnet.",
    invalid_credential:
      "Dieser Passkey wurde nicht angenommen. Versuchen Sie es noch einmal, oder melden Sie sich anders an.",
    attempt_closed: "Diese Anmeldung ist beendet. Beginnen Sie von vorn.",
    wrong_step: "Diese Anmeldung ist inzwischen bei einem anderen Schritt. Laden Sie die Seite neu.",
    device_link_closed: "Diese Anfrage für ein neues Gerät ist beendet. Beginnen Sie von vorn.",
    approval_pending: "Bestätigen Sie dies zuerst auf Ihrem anderen Gerät.",
    challenge_closed: "Dieser Code gilt nicht mehr. Fordern Sie einen neuen an.",
    factor_locked: "Zu viele falsche Codes.",
    second_factor_required:
      "Dafür ist auch ein Code aus Ihrer Authenticator-App, ein Wiederherstellungscode oder ein Passkey nötig.",
    second_factor_needed:
      "Ihr Konto braucht bei der Anmeldung einen zweiten Schritt. Deshalb lässt sich der letzte Weg dafür nicht entfernen.",
    device_key_unavailable:
      "Für die Anmeldung ist ein Browser nötig, der einen Schlüssel aufbewahren kann. Schalten Sie JavaScript ein, verlassen Sie den privaten Modus, oder verwenden Sie einen anderen Browser.",
    email_taken: "Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich stattdessen an.",
    cookies_blocked:
      "Ihr Browser speichert für diese Website keine Cookies. Deshalb können Sie nicht angemeldet bleiben. Erlauben Sie Cookies in den Einstellungen des Browsers und melden Sie sich dann noch einmal an.",
    passkey_exists: "Dieses Gerät hat schon einen Passkey für Ihr Konto.",
    last_admin:
      "Dies ist das einzige Konto mit Administrationsrechten. Es kann deshalb weder gesperrt werden noch die Rolle verlieren. Geben Sie die Rolle zuerst jemand anderem.",
    wrong_account:
      "Diese Einladung ging an eine andere Adresse. Melden Sie sich mit dem Konto dieser Adresse an, um sie anzunehmen.",
    last_owner:
      "Eine Organisation braucht eine Inhaberin oder einen Inhaber. Geben Sie diese Rolle zuerst jemand anderem.",
    slug_taken: "Dieser Kurzname ist schon vergeben. Wählen Sie einen anderen.",
    already_member: "Diese Person ist schon Mitglied.",
    reauthentication_required: "Dafür müssen Sie bestätigen, dass Sie es sind. Es wurde nichts geändert.",
    too_many_accounts: "In diesem Browser sind fünf Konten angemeldet. Melden Sie zuerst eines davon ab.",
  },
};
