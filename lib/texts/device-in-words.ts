import type { Language } from "./language";
import { textsIn } from "./texts-in";

/** @returns "Chrome on Windows" in a language, or the part of it that is known; null when neither is */
export function deviceInWords(
  { browser, os }: { browser: string | null; os: string | null },
  language: Language,
): string | null {
  return browser && os
    ? textsIn(language, "device").browserOnSystem({ browser, system: os })
    : (browser ?? os);
}
