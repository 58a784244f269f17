import type { Environment, SharedToken } from "@/lib/client/browser/environment";
import type { TokenView } from "@/lib/session/contract";

/** Whose session a refresh is for. The server refuses to refresh another one. */
export interface ExpectedSession {
  expectedUserId: string;
  expectedSessionId?: string;
}

/** The access token this tab holds. All times are milliseconds on the monotonic clock. */
export interface HeldToken {
  /** @returns the token; null when there is none, or it has expired. */
  get(): string | null;
  /** Whether there is a token that should be renewed by now. */
  isDue(): boolean;
  /** @returns when it should be renewed */
  set(token: SharedToken): number;
  /** Puts the token of a response into the cache of all tabs. @param sentAt when the request left */
  share(view: TokenView, sentAt: number): SharedToken;
  /** @returns what another tab got meanwhile, unless this tab has it, or the server rejected it, or it is due itself. */
  findShared(): Promise<SharedToken | null>;
  /** The server answered 401 to this token. */
  reject(accessToken: string | undefined): void;
  clear(): void;
  advanceClock(milliseconds: number): void;
}

/**
 * @param leeway milliseconds before its expiry that a token is renewed; at most half of its life
 * @param expected the session this tab takes for its own; null when it does not know
 */
export function createHeldToken(
  env: Environment,
  leeway: number,
  expected: () => ExpectedSession | null,
): HeldToken {
  let current: { accessToken: string; expiresAt: number; renewAt: number } | null = null;
  let rejectedToken: string | undefined;

  const leewayOf = (life: number) => Math.min(leeway, life / 2);

  /** A token is shared only among tabs that agree on who is signed in. */
  function cacheKey(): string | null {
    const epoch = env.epoch();
    const session = epoch && expected();
    return session && `${epoch} ${Object.values(session)}`;
  }

  return {
    get: () => (current && env.now() < current.expiresAt ? current.accessToken : null),
    isDue: () => current !== null && env.now() >= current.renewAt,
    set({ accessToken, remaining, life }) {
      const expiresAt = env.now() + remaining;
      const renewAt = expiresAt - leewayOf(life);
      current = { accessToken, expiresAt, renewAt };
      return renewAt;
    },
    share({ accessToken, expiresIn }, sentAt) {
      const life = expiresIn * 1000;
      const token = { accessToken, life, remaining: sentAt + life - env.now() };
      const key = cacheKey();
      if (key) env.tokenCache.keep(key, token);
      return token;
    },
    async findShared() {
      const key = cacheKey();
      const found = key && (await env.tokenCache.find(key));
      if (!found || found.accessToken === rejectedToken || found.accessToken === current?.accessToken)
        return null;
      return found.remaining > leewayOf(found.life) ? found : null;
    },
    reject(accessToken) {
      if (!current || current.accessToken !== accessToken) return;
      rejectedToken = accessToken;
      current = null;
    },
    clear() {
      current = null;
    },
    advanceClock(milliseconds) {
      if (!current) return;
      current.expiresAt -= milliseconds;
      current.renewAt -= milliseconds;
    },
  };
}
