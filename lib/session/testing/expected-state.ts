/**
 * The oracle of the property test: the tokens of each browser and of the attacker, the times of all events, and the
 * answers that follow from them. It does not know the refresh table; the server under test does.
 */
import { MAX_CHAIN_LENGTH } from "@/lib/session/rotation";
import type { SessionRecord } from "@/lib/session/session";
import type { InMemoryServer } from "./in-memory-server";
import { GRACE, SECOND_MS } from "./test-records";

/** Everything that happened to one session. */
export interface SessionHistory {
  id: string;
  userId: string;
  /** The key that the session is bound to, which only its browser has; null for none. */
  key: string | null;
  /** Every token that was ever handed out, by generation, and its time. */
  tokens: { token: string; madeAt: number }[];
  barrier: number;
  lastPresenceAt: number;
  idle: number;
  absoluteExpiresAt: number;
  /** Uses of an access token on the API that the server accepted. */
  uses: { generation: number; at: number; lastAnswerAt: number }[];
  /** When each token was last answered with a token, by generation. */
  answeredAt: number[];
  /** When the newest token was last given. */
  lastAnswerAt: number;
  /** Whether the newest token was given again more than the grace after the answer before. */
  isLate: boolean;
  /** How many generations in a row before the newest were given late. */
  lateGenerations: number;
  /** A client other than the owner has presented one of its tokens. */
  attacked: boolean;
  /** The row of the session when it was first found ended, or null. */
  ended: SessionRecord | null;
}

/** A browser: its user, its session and the newest token in its jar. */
export interface ModelBrowser {
  userId: string;
  history: SessionHistory | null;
  jar: string;
  /** Generation of the access token, which is in memory only. */
  access: number | null;
  /** The tokens that were replaced in the jar by newer ones, and when: a crash may bring one back. */
  past: { jar: string; at: number }[];
}

export class ExpectedState {
  readonly browsers: ModelBrowser[] = ["ada", "ada", "grace"].map((userId) => ({
    userId,
    history: null,
    jar: "",
    access: null,
    past: [],
  }));
  attacker: { history: SessionHistory; token: string; access: number | null } | null = null;
  readonly histories: SessionHistory[] = [];

  begin(
    n: number,
    server: InMemoryServer,
    signedIn: { id: string; token: string },
    rememberMe: boolean,
    key: string | null,
  ): void {
    const { id, token } = signedIn;
    const { idle, absolute } = rememberMe
      ? { idle: server.policy.limits.rememberIdle, absolute: server.policy.limits.rememberAbsolute }
      : server.policy.limits;
    const browser = this.browser(n);
    const history: SessionHistory = {
      id,
      userId: browser.userId,
      key,
      tokens: [{ token, madeAt: server.now }],
      barrier: 0,
      lastPresenceAt: server.now,
      idle,
      absoluteExpiresAt: server.now + absolute,
      uses: [],
      answeredAt: [],
      lastAnswerAt: server.now,
      isLate: false,
      lateGenerations: 0,
      attacked: false,
      ended: null,
    };
    this.histories.push(history);
    Object.assign(browser, { history, jar: token, access: 0, past: [] });
  }

  browser(n: number): ModelBrowser {
    const browser = this.browsers[n];
    if (!browser) throw new Error(`no browser ${n}`);
    return browser;
  }

  /** The session a token belongs to, and its generation. */
  trace(token: string): { history: SessionHistory; generation: number } {
    for (const history of this.histories) {
      const generation = history.tokens.findIndex((one) => one.token === token);
      if (generation >= 0) return { history, generation };
    }
    throw new Error(`unknown token ${token}`);
  }
}

/** Whether a limit has been reached: the earlier of the two. Only presence moves the idle limit. */
export function isOver({ lastPresenceAt, idle, absoluteExpiresAt }: SessionHistory, now: number): boolean {
  return now >= lastPresenceAt + idle || now >= absoluteExpiresAt;
}

/**
 * The expected verdict on an older token. Null: it is answered with the newest token. "overtaken" while the second
 * rotation after it is younger than the grace, "reuse" from then on. It is answered if it is the predecessor of the
 * newest token, or was answered less than the grace before the newest was made. It is not answered once the newest
 * token was in use for the grace, nor if that would be the third generation in a row that is given late.
 */
export function expectedVerdict(
  { tokens, uses, answeredAt, lastAnswerAt, isLate, lateGenerations, barrier }: SessionHistory,
  generation: number,
  now: number,
): "overtaken" | "reuse" | null {
  const newest = tokens.length - 1;
  const second = tokens[generation + 2];
  if (generation === newest) return null;
  const endsChain = (use: SessionHistory["uses"][number]) =>
    use.generation === newest && use.at - use.lastAnswerAt > GRACE && now - use.at >= GRACE;
  const isThirdLate = lateGenerations >= 2 && !isLate && now - lastAnswerAt > GRACE;
  const isRecent = (answeredAt[generation] ?? 0) > madeAt(tokens, newest) - GRACE;
  const isInChain = !second || (isRecent && newest - generation <= MAX_CHAIN_LENGTH && generation >= barrier);
  if (isInChain && !isThirdLate && !uses.some(endsChain)) return null;
  return second && now - second.madeAt < GRACE ? "overtaken" : "reuse";
}

/** Whether losing the newest token again could be the third late generation in a row, the one known exception. */
export function mustNotBeLost({ lateGenerations, isLate }: SessionHistory): boolean {
  return lateGenerations >= 2 && !isLate;
}

/** @returns the tokens a crash can bring back: those replaced in the jar in the last 30 s */
export function rollbacks({ past, history }: ModelBrowser, now: number): string[] {
  if (!history || mustNotBeLost(history)) return [];
  return past.filter(({ at }) => now - at <= 30 * SECOND_MS).map(({ jar }) => jar);
}

function madeAt(tokens: SessionHistory["tokens"], generation: number): number {
  const made = tokens[generation];
  if (!made) throw new Error(`no generation ${generation}`);
  return made.madeAt;
}
