/** @returns the value below which `share` of the values lie, 0 ≤ `share` ≤ 1; of an even number the upper middle. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** A figure seen several times, and between what the middle half of them lies. */
export interface Spread {
  median: number;
  from: number;
  to: number;
}

export function spreadOf(values: number[]): Spread {
  return { median: median(values), from: quantile(values, 0.25), to: quantile(values, 0.75) };
}
