import type { Language } from "@/lib/texts/language";

/**
 * Values a browser reports about itself can be wrong: Chromium under `TZ=Foo/Bar` has the time zone `Etc/Unknown`, and
 * `Intl` throws a RangeError for it. Each value is tried before it is used.
 */
export const DEFAULT_TIME_ZONE = "UTC";

/** @returns `timeZone` when `Intl` accepts it, else UTC; never throws. */
export function supportedTimeZone(timeZone: unknown): string {
  if (typeof timeZone !== "string") return DEFAULT_TIME_ZONE;
  return accepts(() => new Intl.DateTimeFormat("en", { timeZone })) ? timeZone : DEFAULT_TIME_ZONE;
}

/**
 * Picks the locale for dates: the reader's variant of the language that the texts are in.
 *
 * @param languages what the browser reports, most wanted first; anything that is not a list is ignored
 * @returns the first locale of the language that `Intl` accepts, else the language itself; never throws
 */
export function supportedLocale(languages: unknown, language: Language): string {
  if (!Array.isArray(languages)) return language;
  const isUsable = (one: unknown) =>
    typeof one === "string" &&
    one.toLowerCase().split("-")[0] === language &&
    accepts(() => new Intl.DateTimeFormat(one)) &&
    accepts(() => new Intl.Locale(one));
  return languages.find(isUsable) ?? language;
}

function accepts(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}
