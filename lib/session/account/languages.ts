/** The language of the texts that are sent to a user, which is that of the page on which the user chose one. */
import type { Caller } from "@/lib/session/caller";
import { type Account, type Decision, noChange } from "@/lib/session/decision";
import { isFailure } from "@/lib/session/failure";
import { countUse, type UserLimitPolicy } from "@/lib/session/user-limits";

/**
 * Keeps the choice with the account. An administrator who acts as the user chooses for the page alone. So does a user who
 * has changed names and languages too often: it is no reason to refuse the page.
 *
 * @param language as `lib/texts/language.ts` names it
 */
export function decideSetLanguage(
  account: Account | null,
  { language, caller }: { language: string; caller: Caller },
  now: number,
  policy: UserLimitPolicy,
): Decision<null> {
  if (!account || caller.session.impersonatorId !== null) return noChange(null);
  const { user } = account;
  if (user.language === language) return noChange(null);
  const counted = countUse("nameChange", { userId: user.id, usage: caller.nameChanges }, now, policy);
  if (isFailure(counted)) return noChange(null);
  return {
    outcome: null,
    changes: [{ kind: "update-user", id: user.id, set: { language } }, ...counted],
    events: [],
  };
}
