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

/**
 * Waits for the code of a part and for its texts, which load at the same time.
 *
 * @param code what `import()` gives
 * @returns what both export; rejects where one of the two cannot be loaded, and another call tries again
 */
export function withLaterTexts<Part>(
  code: Promise<Part>,
  language: Language,
): Promise<Part & { later: Messages }> {
  return Promise.all([code, LATER[language]()]).then(([part, texts]) => ({ ...part, ...texts }));
}
