/** The languages of the texts, with their names in themselves. Each has a folder beside this file. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;
export const DEFAULT_LANGUAGE: Language = "en";

/** The language a reader chose. It holds nothing personal, and is no part of the session. */
export const LANGUAGE_COOKIE = "latchkey_language";

/** @returns the language when it is one of ours, else null; never throws */
export function parseLanguage(value: unknown): Language | null {
  return typeof value === "string" && Object.hasOwn(LANGUAGES, value) ? (value as Language) : null;
}

/**
 * Chooses the language of a response: the one the reader chose, else the first that the browser asks for, else English.
 *
 * @param chosen the value of `LANGUAGE_COOKIE`
 * @param accepted the `Accept-Language` header (RFC 9110, section 12.5.4)
 */
export function negotiateLanguage(chosen: string | undefined, accepted: string | null | undefined): Language {
  return parseLanguage(chosen) ?? acceptedLanguage(accepted ?? "") ?? DEFAULT_LANGUAGE;
}

/** A range such as `de-AT` accepts German. A quality of 0 refuses a language. */
function acceptedLanguage(header: string): Language | null {
  const wishes = header.split(",").map((wish) => {
    const [range = "", ...parameters] = wish.split(";").map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    return { language: parseLanguage(range.split("-")[0]), quality: quality ? Number(quality) : 1 };
  });
  // Of equal wishes the first one wins: the order of `sort` is stable.
  return (
    wishes.sort((a, b) => b.quality - a.quality).find(({ language, quality }) => language && quality > 0)
      ?.language ?? null
  );
}
