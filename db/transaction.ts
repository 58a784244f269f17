/**
 * The one way a session or a user changes: load the rows under a lock, run a pure rule on them, write its changes
 * together with the audit events, commit as one.
 *
 * The rule cannot await, so nothing slow can sit inside the transaction; and it gets the time from here, so the
 * database decides which clock counts.
 */
import type { AuditEvent, Decision } from "@/lib/session/decision";
import { all, type Engine, type Query, now as readClock } from "./engine/engine";
import { applyChange } from "./queries/apply-change";
import { recordEvents } from "./queries/audit";
import { deleteObsoleteDraftKeys } from "./queries/draft-keys";

/** A pure rule: the rows it decides on, null when there are none, and the time in milliseconds since the epoch. */
export type Rule<Found, Outcome> = (found: Found | null, now: number) => Decision<Outcome>;

export interface Waiting {
  /** Aborted when the caller has disconnected: then the rule does not run and nothing is written. */
  signal?: AbortSignal | undefined;
}

/** The result of a committed change. */
export interface Committed<Found, Outcome> {
  /** The outcome that the rule returned. */
  outcome: Outcome;
  /** The time the rule was given, in milliseconds since the epoch. */
  now: number;
  /** The rows the rule was given, as they were before its changes; null when there were none. */
  found: Found | null;
}

function* writeDecision({ changes, events }: Decision<unknown>): Query<void> {
  yield* all(...changes.map(applyChange), ...deleteObsoleteDraftKeys(changes), recordEvents(events));
}

/** Loads and locks rows, runs a rule on them and commits what it decided. */
export type RunRule = <Found, Outcome>(
  find: () => Query<Found | null>,
  rule: Rule<Found, Outcome>,
  signal?: AbortSignal,
) => Promise<Committed<Found, Outcome>>;

/** What this process does after its own commits. */
export interface CommitHooks {
  /** Called after each commit that wrote an e-mail. */
  onMail?: (() => void) | undefined;
  /** Called with the events of each commit that has some. */
  onEvents?: ((events: readonly AuditEvent[]) => void) | undefined;
}

/** @returns a function that runs a rule on rows it has locked, and commits what the rule decides */
export function createTransaction(engine: Engine, { onMail, onEvents }: CommitHooks = {}): RunRule {
  return async <Found, Outcome>(
    find: () => Query<Found | null>,
    rule: Rule<Found, Outcome>,
    signal?: AbortSignal,
  ): Promise<Committed<Found, Outcome>> => {
    let wroteMail = false;
    let events: readonly AuditEvent[] = [];
    const committed = await engine.decide(function* () {
      const [found, now] = yield* all(find(), readClock());
      const decision = rule(found, now);
      events = decision.events;
      wroteMail = decision.changes.some(({ kind }) => kind === "insert-mail");
      yield* writeDecision(decision);
      return { outcome: decision.outcome, now, found };
    }, signal);
    if (wroteMail) onMail?.();
    if (events.length > 0) onEvents?.(events);
    return committed;
  };
}
