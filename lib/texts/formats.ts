/** More than a page needs. A server would keep them for every locale and time zone that its readers have. */
const MAX_FORMATS = 500;

/** `Intl` formats are slow to create and fast to use, so there is one for each locale and set of options. */
export const dateFormat = memoized(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
export const numberFormat = memoized(
  (locale: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
export const relativeFormat = memoized((locale: string) => new Intl.RelativeTimeFormat(locale));
export const listFormat = memoized((locale: string) => new Intl.ListFormat(locale));
export const regionNames = memoized(
  (locale: string) => new Intl.DisplayNames(locale, { type: "region", fallback: "code" }),
);
export const pluralRules = memoized((locale: string) => new Intl.PluralRules(locale));

function memoized<Choice extends unknown[], Format>(
  make: (...choice: Choice) => Format,
): (...choice: Choice) => Format {
  const made = new Map<string, Format>();
  return (...choice) => {
    const key = JSON.stringify(choice);
    if (made.size >= MAX_FORMATS) made.clear();
    const format = made.get(key) ?? make(...choice);
    made.set(key, format);
    return format;
  };
}
