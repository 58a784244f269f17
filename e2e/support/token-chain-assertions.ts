import { expect } from "@playwright/test";

export interface SessionRow {
  id: string;
  generation: number;
  ended_at: unknown;
}

export interface TokenRow {
  hash: string;
  session_id: string;
  generation: number;
  parent_hash: string | null;
  used_at: unknown;
  revoked_at: unknown;
}

/**
 * Every chain of tokens is unbroken, and each living session has one usable token.
 *
 * @param tokens by generation
 */
export function expectSoundChains(sessions: SessionRow[], tokens: TokenRow[]): void {
  const chains = Map.groupBy(tokens, ({ session_id }) => session_id);
  for (const { id, generation, ended_at } of sessions) {
    // A session that was written by hand has no tokens.
    const chain = chains.get(id) ?? [];
    if (chain.length === 0) continue;
    expect(chain.map((token) => token.generation)).toEqual(chain.map((_, at) => at));
    expect(chain.at(-1)?.generation).toBe(generation);
    const parents = chain.map(({ parent_hash }) => parent_hash);
    expect(parents).toEqual([null, ...chain.slice(0, -1).map(({ hash }) => hash)]);
    const usable = chain.filter(({ used_at, revoked_at }) => used_at === null && revoked_at === null);
    expect(usable).toHaveLength(ended_at === null ? 1 : 0);
  }
}
