import type { requestErrors as source } from "@/lib/texts/en/request-errors";
import type { Translation } from "@/lib/texts/message";

export const requestErrors: Translation<typeof source> = {
  couldNotConnect: "Wir konnten gerade keine Verbindung herstellen. Versuchen Sie es noch einmal.",
  otherAddress:
    "Latchkey läuft unter {origin}, und diese Seite wurde unter einer anderen Adresse geöffnet. Öffnen Sie {origin} und versuchen Sie es noch einmal.",
  unexpected: "Bei uns ist etwas schiefgelaufen.",
  tryAgainIn: "{reason} Versuchen Sie es {wait:in} noch einmal.",
  tryAgain: "{reason} Versuchen Sie es noch einmal.",
  byCode: {
    device_proof_required:
      "Dieser Browser konnte nicht nachweisen, dass diese Anmeldung zu ihm gehört. Laden Sie die Seite neu, oder melden Sie sich noch einmal an.",
    account_disabled: "Dieses Konto wurde gesperrt. Wenden Sie sich an die Administration.",
    rate_limited: "Zu viele Versuche.",
    unavailable: "Wir erreichen gerade unsere Datenbank nicht.",
    silent_auth_failed:
      "Wir erreichen Latchkey gerade nicht. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
    forbidden: "Ihr Konto darf das nicht.",
    forbidden_while_impersonating:
      "Während Sie im Namen dieser Person handeln, können Sie alles ansehen, aber nichts ändern.",
    deletion_scheduled:
      "Ihr Konto wird gelöscht, deshalb können Sie nichts ändern. Wählen Sie zuerst „Mein Konto behalten“.",
    not_authenticated: "Sie sind nicht mehr angemeldet. Melden Sie sich an und versuchen Sie es noch einmal.",
    not_found: "Das gibt es nicht mehr.",
    already_done:
      "Das ist schon geschehen, nur die Antwort ging unterwegs verloren. Laden Sie die Seite neu.",
    cross_site_request:
      "Diese Anfrage kam von einer anderen Website und wurde deshalb blockiert. Öffnen Sie Latchkey und versuchen Sie es noch einmal.",
    session_mismatch: "In diesem Browser ist jetzt ein anderes Konto angemeldet. Laden Sie die Seite neu.",
    invalid_request: "In diesem Formular stimmt etwas nicht.",
  },
};
