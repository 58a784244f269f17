/** Changes of attempts and addresses. Each locks and reads its rows; the caller's rule decides. */

import type { EmailChange } from "@/lib/session/account/email-change";
import type { ReportedSession } from "@/lib/session/account/secure-account";
import type { CallerAndTarget } from "@/lib/session/caller";
import type { Decision } from "@/lib/session/decision";
import type { UserRecord } from "@/lib/session/session";
import type { SignInFound } from "@/lib/session/sign-in/attempt-begin";
import type { FoundAttempt } from "@/lib/session/sign-in/attempts";
import type { Query } from "./engine/engine";
import { type AttemptKey, loadAttempt, loadSignIn, type SignInKey } from "./queries/attempts";
import type { CallerKey } from "./queries/caller-reads";
import { loadEmailChange } from "./queries/email-change";
import { loadReport } from "./queries/reports";
import { loadUserByEmail } from "./queries/tickets";
import type { TokenReading } from "./session-changes";
import type { Committed, Rule, RunRule, Waiting } from "./transaction";

// biome-ignore lint/correctness/useYield: a query without an operation.
function* nothing(): Query<null> {
  return null;
}

/** @returns the changes of sign-ins, as methods of `Database` */
export function createSignInChanges(run: RunRule) {
  return {
    /** Changes the address of a signed-in caller, whose session and user are locked. */
    async changeEmailForCaller<Outcome>(
      caller: CallerKey,
      email: string | null,
      rule: Rule<CallerAndTarget<EmailChange>, Outcome>,
    ): Promise<Committed<CallerAndTarget<EmailChange>, Outcome>> {
      return run(() => loadEmailChange(caller, email), rule);
    },

    /** Writes what a rule decides without reading any row. */
    async create<Outcome>(rule: (now: number) => Decision<Outcome>): Promise<Outcome> {
      return (await run<null, Outcome>(nothing, (_, now) => rule(now))).outcome;
    },

    /** Opens a session for a user whose first factor was right, or begins an attempt. */
    async changeSignIn<Outcome>(
      key: SignInKey & Waiting,
      rule: Rule<SignInFound, Outcome>,
    ): Promise<Committed<SignInFound, Outcome>> {
      return run(() => loadSignIn(key), rule, key.signal);
    },

    /** Changes an attempt and the account it is about. */
    async changeAttempt<Outcome>(
      key: AttemptKey & Waiting,
      rule: Rule<FoundAttempt, Outcome>,
    ): Promise<Committed<FoundAttempt, Outcome>> {
      return run(() => loadAttempt(key), rule, key.signal);
    },

    /** Changes the session a refresh token belongs to, and its account, for a user who reports another session. */
    async changeByReport<Outcome>(
      hash: string,
      { sessionId, signal, proofId }: { sessionId: string } & Omit<TokenReading, "account">,
      rule: Rule<ReportedSession, Outcome>,
    ): Promise<Committed<ReportedSession, Outcome>> {
      return run(() => loadReport({ hash, account: true, proofId }, sessionId), rule, signal);
    },

    /** Decides about an address, whether or not a user has it. The same statements run for both. */
    async changeUserByEmail<Outcome>(
      email: string,
      rule: Rule<UserRecord, Outcome>,
    ): Promise<Committed<UserRecord, Outcome>> {
      return run(() => loadUserByEmail(email), rule);
    },
  };
}
