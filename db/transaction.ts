/**
 * The one way a session or a user changes: load the rows under a lock, run a pure rule on them, write its changes
 * together with the audit events, commit as one.
 *
 * The rule cannot await, so nothing slow can sit inside the transaction; and it gets the time from here, so the
 * database decides which clock counts.
 */
import type { FoundAttempt } from "@/lib/session/attempts";
import type { CallerAndTarget, TargetAccount } from "@/lib/session/caller";
import type { Account, Decision, Family } from "@/lib/session/decision";
import type { EmailChange } from "@/lib/session/email-change";
import type { SecondFactors } from "@/lib/session/second-factors";
import type { ReportedSession } from "@/lib/session/secure-account";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import type { TicketRecord } from "@/lib/session/sign-in-records";
import type { TicketWithAccount } from "@/lib/session/tickets";
import { all, type Engine, type Query, now as readClock } from "./engine/engine";
import { applyChange } from "./queries/apply-change";
import { loadAttempt, loadSignIn, type SignInRows } from "./queries/attempts";
import { recordEvents } from "./queries/audit";
import { type CallerKey, loadAccountForCaller, loadSessionForCaller } from "./queries/caller-reads";
import { deleteObsoleteDraftKeys } from "./queries/draft-keys";
import { loadEmailChange } from "./queries/email-change";
import { loadAccount, loadFamily, loadSession } from "./queries/locked-reads";
import { loadReport } from "./queries/reports";
import { loadSecondFactorsForCaller, lockSecondFactors } from "./queries/second-factors";
import { loadTicket, loadUserByEmail, lockTicket } from "./queries/tickets";

type Rule<Found, Outcome> = (found: Found | null, now: number) => Decision<Outcome>;

interface Waiting {
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

// biome-ignore lint/correctness/useYield: a query without an operation.
function* nothing(): Query<null> {
  return null;
}

/** @param onMail called after each commit that wrote an e-mail */
export function createChanges(engine: Engine, onMail: () => void = () => undefined) {
  /** The functions load and lock the rows; the caller's rule decides. */
  async function run<Found, Outcome>(
    find: () => Query<Found | null>,
    rule: Rule<Found, Outcome>,
    signal?: AbortSignal,
  ): Promise<Committed<Found, Outcome>> {
    let wroteMail = false;
    const committed = await engine.decide(function* () {
      const [found, now] = yield* all(find(), readClock());
      const decision = rule(found, now);
      wroteMail = decision.changes.some(({ kind }) => kind === "insert-mail");
      yield* writeDecision(decision);
      return { outcome: decision.outcome, now, found };
    }, signal);
    if (wroteMail) onMail();
    return committed;
  }

  return {
    /**
     * Changes the session a refresh token belongs to.
     * @param options.account load the account too, for commands that reach beyond this session
     */
    async changeByToken<Outcome>(
      hash: string,
      options: { account: boolean } & Waiting,
      rule: Rule<Family, Outcome>,
    ): Promise<Committed<Family, Outcome>> {
      return run(() => loadFamily(hash, options.account), rule, options.signal);
    },

    /** Changes one session of any user. */
    async changeSession<Outcome>(
      id: string,
      rule: Rule<SessionRecord, Outcome>,
    ): Promise<Committed<SessionRecord, Outcome>> {
      return run(() => loadSession(id), rule);
    },

    /** Changes one session for a signed-in caller, whose session and user are locked and read with it. */
    async changeSessionForCaller<Outcome>(
      caller: CallerKey,
      id: string,
      rule: Rule<CallerAndTarget<SessionRecord>, Outcome>,
    ): Promise<Committed<CallerAndTarget<SessionRecord>, Outcome>> {
      return run(() => loadSessionForCaller(caller, id), rule);
    },

    /** Changes a user for a signed-in caller, whose session and user are locked and read with it. */
    async changeAccountForCaller<Outcome>(
      caller: CallerKey,
      id: string,
      rule: Rule<CallerAndTarget<TargetAccount>, Outcome>,
    ): Promise<Committed<CallerAndTarget<TargetAccount>, Outcome>> {
      return run(() => loadAccountForCaller(caller, id), rule);
    },

    /** Changes the second factors of a signed-in caller, whose session and user are locked and read with them. */
    async changeSecondFactorsForCaller<Outcome>(
      caller: CallerKey,
      rule: Rule<CallerAndTarget<SecondFactors>, Outcome>,
    ): Promise<Committed<CallerAndTarget<SecondFactors>, Outcome>> {
      return run(() => loadSecondFactorsForCaller(caller), rule);
    },

    /** Changes the address of a signed-in caller, whose session and user are locked. */
    async changeEmailForCaller<Outcome>(
      caller: CallerKey,
      email: string | null,
      rule: Rule<CallerAndTarget<EmailChange>, Outcome>,
    ): Promise<Committed<CallerAndTarget<EmailChange>, Outcome>> {
      return run(() => loadEmailChange(caller, email), rule);
    },

    /** Changes the second factors of a user. */
    async changeSecondFactors<Outcome>(
      userId: string,
      rule: Rule<SecondFactors, Outcome>,
    ): Promise<Committed<SecondFactors, Outcome>> {
      return run(() => lockSecondFactors(userId), rule);
    },

    /** Writes what a rule decides without reading any row. */
    async create<Outcome>(rule: (now: number) => Decision<Outcome>): Promise<Outcome> {
      return (await run<null, Outcome>(nothing, (_, now) => rule(now))).outcome;
    },

    /** Opens a session for a user whose password was right, or begins an attempt. */
    async changeSignIn<Outcome>(
      key: { id: string } & Waiting,
      rule: Rule<SignInRows, Outcome>,
    ): Promise<Committed<SignInRows, Outcome>> {
      return run(() => loadSignIn(key.id), rule, key.signal);
    },

    /** Changes an attempt and the account it is about. */
    async changeAttempt<Outcome>(
      key: { id: string } & Waiting,
      rule: Rule<FoundAttempt, Outcome>,
    ): Promise<Committed<FoundAttempt, Outcome>> {
      return run(() => loadAttempt(key.id), rule, key.signal);
    },

    /** Changes the account that a ticket is for, with its second factors. */
    async changeByTicket<Outcome>(
      hash: string,
      rule: Rule<TicketWithAccount, Outcome>,
    ): Promise<Committed<TicketWithAccount, Outcome>> {
      return run(() => loadTicket(hash), rule);
    },

    /** Changes the session a refresh token belongs to, and its account, for a user who reports another session. */
    async changeByReport<Outcome>(
      hash: string,
      sessionId: string,
      signal: AbortSignal | undefined,
      rule: Rule<ReportedSession, Outcome>,
    ): Promise<Committed<ReportedSession, Outcome>> {
      return run(() => loadReport(hash, sessionId), rule, signal);
    },

    /** Changes a ticket alone. */
    async changeTicket<Outcome>(
      hash: string,
      rule: Rule<TicketRecord, Outcome>,
    ): Promise<Committed<TicketRecord, Outcome>> {
      return run(() => lockTicket(hash), rule);
    },

    /** Decides about an address, whether or not a user has it. The same statements run for both. */
    async changeUserByEmail<Outcome>(
      email: string,
      rule: Rule<UserRecord, Outcome>,
    ): Promise<Committed<UserRecord, Outcome>> {
      return run(() => loadUserByEmail(email), rule);
    },

    /** Changes a user and, with it, any of the user's living sessions. */
    async changeAccount<Outcome>(
      key: ({ id: string } | { email: string }) & Waiting,
      rule: Rule<Account, Outcome>,
    ): Promise<Committed<Account, Outcome>> {
      return run(() => loadAccount(key), rule, key.signal);
    },
  };
}
