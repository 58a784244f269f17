/** The rows for a user who reports a session: the presented token's account, the session, second factors and API keys. */
import { all, one, type Query } from "@/db/engine/engine";
import type { ReportedSession } from "@/lib/session/account/secure-account";
import { loadApiKeysOf } from "./api-keys";
import { eventsNamed } from "./audit";
import { type FamilyKey, loadFamily, sessionById } from "./locked-reads";
import { loadSecondFactors } from "./second-factors";

/** More than a user can have authenticators. */
const MAX_EVENTS = 50;
/** More than a user can make API keys in a day. */
const MAX_KEY_EVENTS = 1000;

/** A session that has ended is read without a lock: it does not change any more. */
export function* loadReport(key: FamilyKey, sessionId: string): Query<ReportedSession | null> {
  const family = yield* loadFamily(key);
  if (!family) return null;
  const { id: userId } = family.user;
  const [reported, factors, replaced, added, apiKeys, keyEvents] = yield* all(
    one(sessionById, { id: sessionId }),
    loadSecondFactors(userId),
    eventsNamed(userId, "recovery_codes_made", 1),
    eventsNamed(userId, "factor_added", MAX_EVENTS),
    loadApiKeysOf(userId),
    eventsNamed(userId, "api_key_created", MAX_KEY_EVENTS),
  );
  return { family, reported, factors, codeEvents: [...replaced, ...added], apiKeys, keyEvents };
}
