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

/** Loads them, once for each language. Rejects where the script cannot be loaded; another call tries again. */
export async function loadLaterTexts(language: Language): Promise<LaterTexts> {
  const { later } = await LATER[language]();
  return { name: `${language},later`, language, messages: JSON.stringify(later) };
}
