import { createHash } from "node:crypto";

/** Chances that are the same whenever a run is repeated with the same seed. */
export interface Random {
  /** @returns a number from 0 to below 1 */
  next(): number;
  chance(probability: number): boolean;
  /** @returns a number of a range, its end excluded */
  between(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** @returns some of the items, in random order */
  sample<T>(items: readonly T[], count: number): T[];
  /** @returns a key, as often as its weight says */
  weighted<Key extends string>(weights: Partial<Record<Key, number>>): Key;
}

/** @param names what the chances are for; other names give other chances */
export function createRandom(...names: (string | number)[]): Random {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return (
      createHash("sha256")
        .update([...names, drawn].join())
        .digest()
        .readUInt32BE() /
      2 ** 32
    );
  };
  const between = (from: number, to: number) => from + next() * (to - from);
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick<T>(items: readonly T[]): T {
      const [item] = items.slice(Math.floor(between(0, items.length)));
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    sample(items, count) {
      return items
        .map((item) => ({ item, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .slice(0, count)
        .map(({ item }) => item);
    },
    weighted<Key extends string>(weights: Partial<Record<Key, number>>): Key {
      const all = Object.entries(weights) as [Key, number][];
      let left = between(
        0,
        all.reduce((sum, [, weight]) => sum + weight, 0),
      );
      for (const [key, weight] of all) {
        left -= weight;
        if (left < 0) return key;
      }
      throw new Error("nothing to choose from");
    },
  };
}
