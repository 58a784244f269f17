import { dateFormat } from "@/lib/texts/formats";

/**
 * Groups entries by their day in a time zone.
 *
 * @param entries newest first
 * @returns the days as people write them, newest first, each with its entries
 */
export function groupByDay<T extends { at: string }>(
  entries: readonly T[],
  locale: string,
  timeZone: string,
): [string, T[]][] {
  const day = dateFormat(locale, { dateStyle: "full", timeZone });
  const days = new Map<string, T[]>();
  for (const entry of entries) {
    const name = day.format(Date.parse(entry.at));
    days.set(name, [...(days.get(name) ?? []), entry]);
  }
  return [...days];
}
