/** Changes of second factors. Each locks and reads its rows; the caller's rule decides. */
import type { CallerAndTarget } from "@/lib/session/caller";
import type { SecondFactors } from "@/lib/session/factors/second-factors";
import type { CallerKey } from "./queries/caller-reads";
import { loadSecondFactorsForCaller, lockSecondFactors } from "./queries/second-factors";
import type { Committed, Rule, RunRule } from "./transaction";

/** @returns the changes of second factors, as methods of `Database` */
export function createSecondFactorChanges(run: RunRule) {
  return {
    /** Changes the second factors of a signed-in caller, whose session and user are locked and read with them. */
    async changeSecondFactorsForCaller<Outcome>(
      caller: CallerKey,
      rule: Rule<CallerAndTarget<SecondFactors>, Outcome>,
    ): Promise<Committed<CallerAndTarget<SecondFactors>, Outcome>> {
      return run(() => loadSecondFactorsForCaller(caller), rule);
    },

    /** Changes the second factors of a user. */
    async changeSecondFactors<Outcome>(
      userId: string,
      rule: Rule<SecondFactors, Outcome>,
    ): Promise<Committed<SecondFactors, Outcome>> {
      return run(() => lockSecondFactors(userId), rule);
    },
  };
}
