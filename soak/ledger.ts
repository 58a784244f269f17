import type { HttpResponse } from "@/e2e/support/http-browser";
import type { EndReason } from "@/lib/session/reasons";
import { type Journal, Violation } from "./journal";
import { type Answer, type Cause, type Exchange, judge, type Moment, type SessionLife } from "./model";

export interface Account {
  userId: string;
  name: string;
  email: string;
  password: string;
  /** The new password of a change whose answer was lost; null while one password is known to be right. */
  maybePassword: string | null;
  /** Whether a change of the password is on its way. */
  isChanging: boolean;
  /** Whether an administrator has disabled the account, or may have. */
  isDisabled: boolean;
}

/** Everything the bot knows: its accounts, its sessions, and what it did that ends them. */
export class Ledger {
  readonly journal: Journal;
  readonly accounts: Account[] = [];
  readonly lives = new Map<string, SessionLife>();
  readonly counts = new Map<string, number>();
  readonly #causes = new Map<string, Cause[]>();

  constructor(journal: Journal) {
    this.journal = journal;
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  accountOf(userId: string): Account {
    const account = this.accounts.find((one) => one.userId === userId);
    if (!account) throw new Error(`no account ${userId}`);
    return account;
  }

  /** @returns a session the bot opened */
  life(sessionId: string): SessionLife {
    const life = this.lives.get(sessionId);
    if (!life) throw new Violation(null, `a session that the bot did not open: ${sessionId}`);
    return life;
  }

  livesOf(userId: string): SessionLife[] {
    return [...this.lives.values()].filter((life) => life.userId === userId);
  }

  /** Takes in the answer to a sign-in. */
  open(browser: number, { json }: HttpResponse, asked: Moment, opened: Moment): SessionLife {
    const { id, createdAt, idleExpiresAt, absoluteExpiresAt } = json.session;
    const idleAt = Date.parse(idleExpiresAt);
    const life: SessionLife = {
      id,
      userId: json.user.id,
      browser,
      asked,
      opened,
      idleTimeoutMs: idleAt - Date.parse(createdAt),
      idleFrom: idleAt,
      idleTo: idleAt,
      absoluteExpiresAt: Date.parse(absoluteExpiresAt),
      barrier: 0,
      mayBeBarred: false,
      mishaps: 0,
      generation: 0,
      arrivals: 0,
    };
    this.lives.set(id, life);
    return life;
  }

  causesOf(userId: string): Cause[] {
    return this.#causes.get(userId) ?? [];
  }

  /** Writes down that the bot is about to ask for something that ends sessions of a user. */
  ask(
    userId: string,
    reason: EndReason,
    which: { only?: string; except?: string; isCertain?: boolean } = {},
  ): Cause {
    const { only = null, except = null, isCertain = true } = which;
    const cause = { reason, userId, only, except, isCertain, asked: this.journal.moment(), done: null };
    this.#causes.set(userId, [...this.causesOf(userId), cause]);
    return cause;
  }

  confirm(...causes: Cause[]): void {
    for (const cause of causes) cause.done = this.journal.moment();
  }

  /** The server refused: nothing has ended. */
  takeBack(...causes: Cause[]): void {
    for (const { userId } of causes) {
      this.#causes.set(
        userId,
        this.causesOf(userId).filter((one) => !causes.includes(one)),
      );
    }
  }

  /** @throws Violation when a session got an answer that the bot must not get */
  check(browser: number, life: SessionLife, exchange: Exchange): void {
    const wrong = judge(life, this.causesOf(life.userId), exchange);
    if (!wrong) return;
    throw new Violation(browser, `session ${life.id} of ${this.accountOf(life.userId).name} ${wrong}`);
  }
}

const TOO_OLD = ["superseded", "token_expired"];

/** @returns what an answer of the API says about the session whose credential was presented; null for anything else */
export function readAnswer({ status, json }: HttpResponse): Answer | null {
  if (status >= 200 && status < 300) return { kind: "served" };
  if (status === 401 && json?.error?.startsWith("session_")) {
    return { kind: "ended", reason: json.details?.reason };
  }
  if (status === 401 && json?.error === "not_authenticated") return { kind: "unknown" };
  return TOO_OLD.includes(json?.error) ? { kind: "superseded" } : null;
}
