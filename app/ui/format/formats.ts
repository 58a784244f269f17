/** Formats are dear to make and cheap to use: there is one for each language and choice of options. */
export const dateFormat = kept(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
export const numberFormat = kept(
  (locale: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
export const relativeFormat = kept((locale: string) => new Intl.RelativeTimeFormat(locale));

function kept<Choice extends unknown[], Format>(
  make: (...choice: Choice) => Format,
): (...choice: Choice) => Format {
  const made = new Map<string, Format>();
  return (...choice) => {
    const key = JSON.stringify(choice);
    const format = made.get(key) ?? make(...choice);
    made.set(key, format);
    return format;
  };
}
