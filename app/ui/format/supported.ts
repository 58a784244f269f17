/**
 * Values a browser reports about itself can be wrong: Chromium under `TZ=Foo/Bar` has the time zone `Etc/Unknown`, and
 * `Intl` throws a RangeError for it. Each value is tried before it is used.
 */
export const DEFAULT_LOCALE = "en";
export const DEFAULT_TIME_ZONE = "UTC";

/** @returns `timeZone` when `Intl` accepts it, else UTC; never throws. */
export function supportedTimeZone(timeZone: unknown): string {
  if (typeof timeZone !== "string") return DEFAULT_TIME_ZONE;
  return accepts(() => new Intl.DateTimeFormat(DEFAULT_LOCALE, { timeZone })) ? timeZone : DEFAULT_TIME_ZONE;
}

/**
 * Picks the locale for dates. The texts are English, so only the reader's English locales count.
 *
 * @param languages what the browser reports, most wanted first; anything that is not a list is ignored
 * @returns the first English locale that `Intl` accepts, else "en"; never throws
 */
export function supportedEnglishLocale(languages: unknown): string {
  if (!Array.isArray(languages)) return DEFAULT_LOCALE;
  const isUsable = (language: unknown) =>
    typeof language === "string" &&
    /^en(?:-|$)/i.test(language) &&
    accepts(() => new Intl.DateTimeFormat(language)) &&
    accepts(() => new Intl.Locale(language));
  return languages.find(isUsable) ?? DEFAULT_LOCALE;
}

function accepts(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}
