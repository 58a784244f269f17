/** @returns the value below which `share` of the values lie, 0 ≤ `share` ≤ 1; for an even number of values the upper middle one */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The median of several values, and the bounds of their middle half. */
export interface Spread {
  median: number;
  from: number;
  to: number;
}

export function spreadOf(values: number[]): Spread {
  return { median: median(values), from: quantile(values, 0.25), to: quantile(values, 0.75) };
}

/**
 * @returns bounds between which the median of the distribution lies with a probability of 95 %, whatever its form: the
 *   ranks of the binomial distribution
 */
export function intervalOf(values: number[]): Pick<Spread, "from" | "to"> {
  const reach = (1.96 * Math.sqrt(values.length)) / 2;
  const rank = (at: number) => quantile(values, Math.min(1, Math.max(0, at / values.length)));
  return { from: rank(values.length / 2 - reach), to: rank(values.length / 2 + reach) };
}
