import type { Texts } from "@/lib/texts/catalogue";
import type { demoControls } from "@/lib/texts/en/demo-controls";
import { DEFAULT_LANGUAGE, type Language, parseLanguage } from "@/lib/texts/language";
import { textsOf } from "@/lib/texts/message";

/** The texts in each language: the choice of another one loads no new page. `lib/server/demo/script.ts` puts them before the script. */
declare const DEMO_TEXTS: Record<Language, typeof demoControls>;

export interface ScriptTexts {
  language: Language;
  t: Texts<"demoControls">;
}

/** Gives the texts in the language of the page, now and after each choice of another one. */
export function watchTexts(use: (texts: ScriptTexts) => void): void {
  const page = document.documentElement;
  const read = () => parseLanguage(page.lang) ?? DEFAULT_LANGUAGE;
  let language = read();
  const give = () => use({ language, t: textsOf(DEMO_TEXTS[language], language) });
  give();
  new MutationObserver(() => {
    if (read() === language) return;
    language = read();
    give();
  }).observe(page, { attributeFilter: ["lang"] });
}
