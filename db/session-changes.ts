/** Changes of sessions and of whole accounts. Each locks and reads its rows; the caller's rule decides. */
import type { AccountToDelete } from "@/lib/session/account/account-deletion";
import type { CallerAndTarget, TargetAccount } from "@/lib/session/caller";
import type { Account, Family } from "@/lib/session/decision";
import type { ActiveChoice, ChosenMembership } from "@/lib/session/organizations/active-organization";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { loadAccountToDelete, loadUserToDelete } from "./queries/account-deletion";
import { loadChosenMembership } from "./queries/active-memberships";
import { type CallerKey, loadAccountForCaller, loadSessionForCaller } from "./queries/caller-reads";
import { type FamilyKey, loadAccount, loadFamily, loadSession } from "./queries/locked-reads";
import type { Committed, Rule, RunRule, Waiting } from "./transaction";

/** How a presented token is read. */
export type TokenReading = Omit<FamilyKey, "hash"> & Waiting;

/** @returns the changes of sessions and accounts, as methods of `Database` */
export function createSessionChanges(run: RunRule) {
  return {
    /**
     * Changes the session a refresh token belongs to.
     * @param options.account load the account too, for commands that reach beyond this session
     * @param options.proofId the hash of the identifier of the proof that comes with the token
     */
    async changeByToken<Outcome>(
      hash: string,
      { signal, ...options }: TokenReading,
      rule: Rule<Family, Outcome>,
    ): Promise<Committed<Family, Outcome>> {
      return run(() => loadFamily({ hash, ...options }), rule, signal);
    },

    /**
     * Changes the session a refresh token belongs to, together with the membership that a choice is about.
     * @param options.account as for `changeByToken`, and so is `proofId`
     */
    async changeActiveOrganization<Outcome>(
      hash: string,
      { signal, choice, ...options }: TokenReading & { choice: ActiveChoice },
      rule: Rule<ChosenMembership, Outcome>,
    ): Promise<Committed<ChosenMembership, Outcome>> {
      return run(() => loadChosenMembership({ hash, ...options }, choice), rule, signal);
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

    /** Changes the caller's own account, with the organizations that depend on it locked. */
    async changeAccountToDelete<Outcome>(
      caller: CallerKey,
      rule: Rule<CallerAndTarget<AccountToDelete>, Outcome>,
    ): Promise<Committed<CallerAndTarget<AccountToDelete>, Outcome>> {
      return run(() => loadAccountToDelete(caller), rule);
    },

    /** Decides about a user whose account may be due for its deletion. */
    async changeUserToDelete<Outcome>(
      id: string,
      rule: Rule<UserRecord, Outcome>,
    ): Promise<Committed<UserRecord, Outcome>> {
      return run(() => loadUserToDelete(id), rule);
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
