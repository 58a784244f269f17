/**
 * What the bot knows of the sessions it opened, and what it may therefore be told about them. It knows only what it
 * asked for itself and what was answered: not the tables of the server, and not the refresh rules.
 */
import type { EndReason } from "@/lib/session/reasons";

/** An instant of the run. */
export interface Moment {
  /** The place among all events of the run: of two moments, the later one has the higher number. */
  order: number;
  /** Milliseconds since 1970 on the clock of the servers. */
  at: number;
}

/** A session as the bot knows it. */
export interface SessionLife {
  id: string;
  userId: string;
  /** The number of the browser it was opened on. */
  browser: number;
  /** When its sign-in was asked for, and when it was answered. */
  asked: Moment;
  opened: Moment;
  idleTimeoutMs: number;
  /** The idle limit lies between these two instants: the answers to some activity reports were lost. */
  idleFrom: number;
  idleTo: number;
  absoluteExpiresAt: number;
  /** Tokens of a lower generation are refused since a password change. */
  barrier: number;
  /** A password change was asked for and its answer did not arrive: the browser may hold a token from before it. */
  mayBeBarred: boolean;
  /** How often in a row an answer with a token was lost, or taken back by a crash. */
  mishaps: number;
  /** The newest generation of its token that arrived, and how many arrived since the last mishap. */
  generation: number;
  arrivals: number;
}

/** Something the bot did that ends sessions. */
export interface Cause {
  reason: EndReason;
  userId: string;
  /** The one session it ends; null for all sessions of the user. */
  only: string | null;
  /** A session of the user that it spares. */
  except: string | null;
  asked: Moment;
  /** When it was confirmed; null while it is not, or when the answer was lost. */
  done: Moment | null;
  /** Whether the confirmation promises the end; else it only may have happened. */
  isCertain: boolean;
}

export type Answer =
  | { kind: "served" }
  | { kind: "ended"; reason: string }
  /** The server knows no such token. */
  | { kind: "unknown" }
  /** The token is too old to be worth anything, also when the browser asks again. */
  | { kind: "superseded" };

/** A request with a credential of a session, and its answer. */
export interface Exchange {
  asked: Moment;
  heard: Moment;
  /** The generation of the refresh token or access token that was presented. */
  generation: number;
  answer: Answer;
}

/** @returns what is wrong with an answer; null for one that the bot has to expect */
export function judge(life: SessionLife, causes: readonly Cause[], exchange: Exchange): string | null {
  const { answer, asked, heard, generation } = exchange;
  switch (answer.kind) {
    case "served": {
      const end = certainEnd(life, causes, asked);
      return end && `served after its end (${end})`;
    }
    case "ended":
      if (mayHaveEnded(life, causes, answer.reason, heard)) return null;
      return `signed out falsely: the server says "${answer.reason}", which nothing has caused`;
    case "unknown":
      if (possibleEnds(life, causes, heard).length > 0) return null;
      return "signed out falsely: the server does not know the token of a living session";
    case "superseded":
      if (generation < life.barrier || life.mayBeBarred) return null;
      if (possibleEnds(life, causes, heard).length > 0) return null;
      return "signed out falsely: a token of a living session is worth nothing, and no password was changed";
  }
}

/** @returns why the session must be over for a request sent at `asked`; null when it may live */
export function certainEnd(life: SessionLife, causes: readonly Cause[], asked: Moment): EndReason | null {
  const cause = causes.find(
    (one) =>
      hits(one, life) &&
      one.isCertain &&
      one.done !== null &&
      one.done.order < asked.order &&
      life.opened.order < one.asked.order,
  );
  if (cause) return cause.reason;
  if (asked.at >= life.absoluteExpiresAt) return "absolute";
  return asked.at >= life.idleTo ? "idle" : null;
}

/** @returns the reasons for which the session can be over for an answer that came at `heard` */
export function possibleEnds(life: SessionLife, causes: readonly Cause[], heard: Moment): EndReason[] {
  const reasons = causes
    .filter(
      (cause) =>
        hits(cause, life) &&
        cause.asked.order < heard.order &&
        (cause.done === null || life.asked.order < cause.done.order),
    )
    .map(({ reason }) => reason);
  if (heard.at >= life.absoluteExpiresAt) reasons.push("absolute");
  if (heard.at >= life.idleFrom) reasons.push("idle");
  return reasons;
}

/** @returns whether a session can have ended for this reason, as the server says */
export function mayHaveEnded(
  life: SessionLife,
  causes: readonly Cause[],
  reason: string,
  heard: Moment,
): boolean {
  return possibleEnds(life, causes, heard).some((possible) => possible === reason);
}

/**
 * Three late answers in a row end a session by design: nothing tells such a browser from a thief. So the bot gives no
 * session a third mishap in a row.
 */
export function mayHaveMishap({ mishaps }: Pick<SessionLife, "mishaps">): boolean {
  return mishaps < 2;
}

/** A few generations that arrived in time make an end of the row. */
export function countArrival(life: SessionLife, generation: number): void {
  if (generation <= life.generation) return;
  life.generation = generation;
  life.arrivals += 1;
  if (life.arrivals >= 3) life.mishaps = 0;
}

export function countMishap(life: SessionLife): void {
  life.mishaps += 1;
  life.arrivals = 0;
}

function hits({ userId, only, except }: Cause, life: SessionLife): boolean {
  return userId === life.userId && (only ?? life.id) === life.id && except !== life.id;
}
