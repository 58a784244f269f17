import { numberFormat } from "@/lib/texts/formats";

const PLURAL = new Intl.PluralRules("en");

/** @returns a count and its noun: "1 device", "1,204 devices". */
export function pluralize(count: number, noun: string): string {
  const number = numberFormat("en").format(count);
  return `${number} ${PLURAL.select(count) === "one" ? noun : `${noun}s`}`;
}
