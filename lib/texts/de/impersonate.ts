import type { impersonate as source } from "@/lib/texts/en/impersonate";
import type { Translation } from "@/lib/texts/message";

export const impersonate: Translation<typeof source> = {
  title: "Im Namen einer Person handeln",
  text: "Sie sehen diese Website so, wie die Person sie sieht, höchstens eine Stunde lang. Ändern können Sie nichts, und Ihre eigene Anmeldung bleibt bestehen. Eine Leiste oben auf jeder Seite führt zurück.",
  continue: "Als diese Person fortfahren",
  refused:
    "Dieser Link ist abgelaufen, wurde schon benutzt oder gehört zu einem anderen Browser. Fordern Sie auf der Seite der Person einen neuen an.",
  goToAccounts: "Zu den Konten",
};
