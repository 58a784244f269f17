/**
 * What people know about their sessions, beside the server that knows the truth: who holds which token, what was
 * done when, and what each of them may therefore expect or must fear. The bookkeeping of the property test.
 */
import type { SessionRecord } from "@/lib/session/session";
import { GRACE, type InMemoryServer, SECOND_MS } from "./in-memory-server";

/** One sign-in, as those who took part in it know it. */
export interface SessionHistory {
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
  /** How often the newest token has been given again later than the grace after it was made. */
  lateRepeats: number;
  /** Somebody who is not the owner has presented a token of it. */
  attacked: boolean;
  /** As it was when it was first seen to have ended. */
  ended: SessionRecord | null;
}

/** A browser: whose it is, its session and the newest token in its jar. */
export interface ModelBrowser {
  userId: string;
  life: SessionHistory | null;
  jar: string;
  /** Generation of the access token, which is in memory only. */
  access: number | null;
  /** The token that its newest one replaced in the jar, and when: what a crash may bring back. */
  before: { jar: string; at: number } | null;
}

export class ExpectedState {
  readonly browsers: ModelBrowser[] = ["ada", "ada", "grace"].map((userId) => ({
    userId,
    life: null,
    jar: "",
    access: null,
    before: null,
  }));
  attacker: { life: SessionHistory; token: string; access: number | null } | null = null;
  readonly lives: SessionHistory[] = [];

  begin(
    n: number,
    house: InMemoryServer,
    signedIn: { id: string; token: string },
    rememberMe: boolean,
  ): void {
    const { id, token } = signedIn;
    const { idle, absolute } = rememberMe
      ? { idle: house.policy.limits.rememberIdle, absolute: house.policy.limits.rememberAbsolute }
      : house.policy.limits;
    const browser = this.browser(n);
    const life: SessionHistory = {
      id,
      userId: browser.userId,
      tokens: [{ token, madeAt: house.now }],
      barrier: 0,
      lastPresenceAt: house.now,
      idle,
      absoluteExpiresAt: house.now + absolute,
      uses: [],
      lateRepeats: 0,
      attacked: false,
      ended: null,
    };
    this.lives.push(life);
    Object.assign(browser, { life, jar: token, access: 0, before: null });
  }

  browser(n: number): ModelBrowser {
    const browser = this.browsers[n];
    if (!browser) throw new Error(`no browser ${n}`);
    return browser;
  }

  /** The life a token belongs to, and its generation. */
  trace(token: string): { life: SessionHistory; generation: number } {
    for (const life of this.lives) {
      const generation = life.tokens.findIndex((one) => one.token === token);
      if (generation >= 0) return { life, generation };
    }
    throw new Error(`nobody knows ${token}`);
  }
}

/** Whether a limit has passed: the earlier of the two, and nothing but presence moves the first. */
export function isOver({ lastPresenceAt, idle, absoluteExpiresAt }: SessionHistory, now: number): boolean {
  return now >= lastPresenceAt + idle || now >= absoluteExpiresAt;
}

/**
 * What presenting an older token must come to, where people can tell: "overtaken" while the second rotation that went
 * over it is younger than the grace, "theft" once it is not, or once a later token was used loudly, the grace ago.
 */
export function expectedVerdict(
  { tokens, uses }: SessionHistory,
  generation: number,
  now: number,
): "overtaken" | "theft" | null {
  const second = tokens[generation + 2];
  if (second) return now - second.madeAt < GRACE ? "overtaken" : "theft";
  const isLoud = (use: SessionHistory["uses"][number]) =>
    use.generation > generation && use.at - madeAt(tokens, use.generation) > GRACE && now - use.at >= GRACE;
  return uses.some(isLoud) ? "theft" : null;
}

/**
 * Whether a crash can bring back the jar as it was before its newest token: cookies reach the disk within 30 s.
 * Not over two rotations, and not when the newest is older than the grace: these are known exceptions.
 */
export function canRollBack({ before, life }: ModelBrowser, now: number): boolean {
  if (!before || !life || now - before.at > 30 * SECOND_MS) return false;
  const newest = life.tokens.length - 1;
  return life.tokens[newest - 1]?.token === before.jar && now - madeAt(life.tokens, newest) <= GRACE;
}

export function madeAt(tokens: SessionHistory["tokens"], generation: number): number {
  const made = tokens[generation];
  if (!made) throw new Error(`no generation ${generation}`);
  return made.madeAt;
}
