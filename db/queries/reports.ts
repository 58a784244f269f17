/** The rows for a user who reports a session: the presented token's account, the session, and the second factors. */
import { all, one, type Query } from "@/db/engine/engine";
import type { ReportedSession } from "@/lib/session/secure-account";
import { loadFamily, sessionById } from "./locked-reads";
import { loadSecondFactors } from "./second-factors";

/** A session that has ended is read without a lock: it does not change any more. */
export function* loadReport(hash: string, sessionId: string): Query<ReportedSession | null> {
  const family = yield* loadFamily(hash, true);
  if (!family) return null;
  const [reported, factors] = yield* all(
    one(sessionById, { id: sessionId }),
    loadSecondFactors(family.user.id),
  );
  return { family, reported, factors };
}
