import type { SharedToken } from "./environment";

export interface TokenCell {
  find(owner: string): SharedToken | null;
  keep(owner: string, token: SharedToken): void;
  drop(): void;
}

/**
 * Holds one access token in memory for whoever is its owner, until it expires.
 *
 * @param now milliseconds on a monotonic clock of the cell's own; the tabs' clocks have other origins
 */
export function createTokenCell(now: () => number): TokenCell {
  let held: { owner: string; accessToken: string; expiresAt: number; life: number } | null = null;
  return {
    find(owner) {
      if (held?.owner !== owner) return null;
      const remaining = held.expiresAt - now();
      return remaining > 0 ? { accessToken: held.accessToken, remaining, life: held.life } : null;
    },
    keep(owner, { accessToken, remaining, life }) {
      held = { owner, accessToken, expiresAt: now() + remaining, life };
    },
    drop() {
      held = null;
    },
  };
}
