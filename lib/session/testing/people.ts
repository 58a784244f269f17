/**
 * What people know about their sessions, beside the server that knows the truth: who holds which token, what was
 * done when, and what each of them may therefore expect or must fear. The bookkeeping of the property test.
 */
import type { SessionRecord } from "@/lib/session/session";
import { G, type House, POLICY } from "./house";

/** One sign-in, as those who took part in it know it. */
export interface Life {
  id: string;
  userId: string;
  /** Every token that was ever handed out, by generation, and when it was made. */
  tokens: { token: string; madeAt: number }[];
  barrier: number;
  lastPresenceAt: number;
  idle: number;
  absoluteExpiresAt: number;
  /** Uses of an access token on the API that the server accepted. */
  uses: { generation: number; at: number }[];
  /** Somebody who is not the owner has presented a token of it. */
  attacked: boolean;
  /** As it was when it was first seen to have ended. */
  ended: SessionRecord | null;
}

/** A browser: whose it is, its session, the newest token in its jar and the generation of its access token. */
export interface Browser {
  userId: string;
  life: Life | null;
  jar: string;
  access: number;
  /** How often in a row a late answer to it was lost. */
  lateLosses: number;
}

export class People {
  readonly browsers: Browser[] = ["ada", "ada", "grace"].map((userId) => ({
    userId,
    life: null,
    jar: "",
    access: 0,
    lateLosses: 0,
  }));
  thief: { life: Life; token: string; access: number | null } | null = null;
  readonly lives: Life[] = [];

  begin(n: number, house: House, signedIn: { id: string; token: string }, rememberMe: boolean): void {
    const { id, token } = signedIn;
    const { idle, absolute } = rememberMe
      ? { idle: POLICY.limits.rememberIdle, absolute: POLICY.limits.rememberAbsolute }
      : POLICY.limits;
    const browser = this.browser(n);
    const life: Life = {
      id,
      userId: browser.userId,
      tokens: [{ token, madeAt: house.now }],
      barrier: 0,
      lastPresenceAt: house.now,
      idle,
      absoluteExpiresAt: house.now + absolute,
      uses: [],
      attacked: false,
      ended: null,
    };
    this.lives.push(life);
    Object.assign(browser, { life, jar: token, access: 0, lateLosses: 0 });
  }

  browser(n: number): Browser {
    const browser = this.browsers[n];
    if (!browser) throw new Error(`no browser ${n}`);
    return browser;
  }

  /** The life a token belongs to, and its generation. */
  trace(token: string): { life: Life; generation: number } {
    for (const life of this.lives) {
      const generation = life.tokens.findIndex((one) => one.token === token);
      if (generation >= 0) return { life, generation };
    }
    throw new Error(`nobody knows ${token}`);
  }
}

/** Whether a limit has passed: the earlier of the two, and nothing but presence moves the first. */
export function isOver({ lastPresenceAt, idle, absoluteExpiresAt }: Life, now: number): boolean {
  return now >= lastPresenceAt + idle || now >= absoluteExpiresAt;
}

/**
 * Whether presenting `generation` must be found to be theft: a later token has been used loudly, longer ago than the
 * grace, or two rotations have gone over it. Either is put off while the second rotation is younger than the grace:
 * until then this may be a request that was overtaken on its way.
 */
export function isBetrayed({ tokens, uses }: Life, generation: number, now: number): boolean {
  const second = tokens[generation + 2];
  if (second) return now - second.madeAt >= G;
  return uses.some(
    (use) => use.generation > generation && use.at - madeAt(tokens, use.generation) > G && now - use.at >= G,
  );
}

export function madeAt(tokens: Life["tokens"], generation: number): number {
  const made = tokens[generation];
  if (!made) throw new Error(`no generation ${generation}`);
  return made.madeAt;
}
