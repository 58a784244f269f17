/** Downloading one's own data: the data is read, not changed, but that it was read is recorded. */
import type { Account, Actor, Change, Decision } from "@/lib/session/decision";
import { noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";

/**
 * Records that a user downloads what is stored of them.
 *
 * @param command.notice the message that tells the user
 * @returns outcome: null; or `not_found`
 */
export function decideRecordExport(
  account: Pick<Account, "user"> | null,
  { actor, notice }: { actor: Actor; notice: (now: number) => Change },
  now: number,
): Decision<null | Failure<"not_found">> {
  if (!account) return noChange(fail("not_found"));
  const { id: userId } = account.user;
  return {
    outcome: null,
    changes: [notice(now)],
    events: [{ name: "data_exported", at: now, userId, sessionId: actor.sessionId, actor, reason: null }],
  };
}
