import type { failed as source } from "@/lib/texts/en/failed";
import type { Translation } from "@/lib/texts/message";

export const failed: Translation<typeof source> = {
  code: "Fehler",
  codeWithDigest: "Fehler {digest}",
  pageTitle: "Etwas ist schiefgelaufen · Latchkey",
  title: "Etwas ist schiefgelaufen",
  text: "Wir konnten diese Seite nicht laden. Versuchen Sie es gleich noch einmal.",
  tryAgain: "Erneut versuchen",
  backToHome: "Zur Startseite",
};
