import { dateFormat } from "@/lib/texts/formats";
import type { Language } from "@/lib/texts/language";

/** Where the dates of a language are written in different ways: readers in many countries read English mail. */
const LOCALES: Partial<Record<Language, string>> = { en: "en-GB" };

/** @param instant milliseconds since the epoch @returns the time as every email writes it: "28 November 2026 at 21:34 UTC" */
export function mailTime(instant: number, language: Language): string {
  const locale = LOCALES[language] ?? language;
  const time = dateFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return `${time.format(instant)} UTC`;
}
