/**
 * The texts of what a signed-in page shows later than itself: the dialogs about the session, and the open account menu. They
 * come in a script of one language, as the code of these parts does, and not in every page.
 */
import type { Language } from "./language";
import type { Messages } from "./message";

const LATER: Record<Language, () => Promise<{ later: Messages }>> = {
  en: () => import("./en/later"),
  de: () => import("./de/later"),
};

/** What `TextsProvider` takes. */
export interface LaterTexts {
  name: string;
  language: Language;
  messages: string;
}

/**
 * Waits for the code of a part and for its texts, which load at the same time.
 *
 * @param code what `import()` gives
 * @returns the code's exports, and the texts; rejects where one of the two cannot be loaded, and another call tries again
 */
export async function withLaterTexts<Part>(
  code: Promise<Part>,
  language: Language,
): Promise<Part & { texts: LaterTexts }> {
  const [part, { later }] = await Promise.all([code, LATER[language]()]);
  return { ...part, texts: { name: language, language, messages: JSON.stringify(later) } };
}
