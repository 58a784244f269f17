/**
 * The rows for a user who reports a session: the presented token's account, the session, and all that a stranger may have
 * put there.
 */
import { all, one, type Query, rows } from "@/db/engine/engine";
import { formerEmail } from "@/lib/session/account/former-email";
import type { ReportedSession } from "@/lib/session/account/secure-account";
import { loadApiKeysOf } from "./api-keys";
import { eventsNamed } from "./audit";
import { type FamilyKey, loadFamily, sessionById } from "./locked-reads";
import { identitiesOf, providerSignInOf } from "./provider-sign-ins";
import { loadSecondFactors } from "./second-factors";
import { userByEmail } from "./users";

/** More than a user can have authenticators. */
const MAX_EVENTS = 50;
/** More than a user can make API keys in a day. */
const MAX_KEY_EVENTS = 1000;

/** All that are kept: the oldest of a row of changes says which address was there before. */
const ALL_EVENTS = Number.MAX_SAFE_INTEGER;

/**
 * A session that has ended is read without a lock: it does not change any more. Nor is the owner of the former address
 * locked: the address is unique, so of two who take it at once one is tried again, and then finds the other.
 */
export function* loadReport(key: FamilyKey, sessionId: string): Query<ReportedSession | null> {
  const family = yield* loadFamily(key);
  if (!family) return null;
  const { id: userId } = family.user;
  const [reported, signedInBy, factors, replaced, added, apiKeys, keyEvents, identities, ...emailEvents] =
    yield* all(
      one(sessionById, { id: sessionId }),
      one(providerSignInOf, { sessionId: family.session.id }),
      loadSecondFactors(userId),
      eventsNamed(userId, "recovery_codes_made", 1),
      eventsNamed(userId, "factor_added", MAX_EVENTS),
      loadApiKeysOf(userId),
      eventsNamed(userId, "api_key_created", MAX_KEY_EVENTS),
      rows(identitiesOf, { userId }),
      eventsNamed(userId, "email_changed", ALL_EVENTS),
      eventsNamed(userId, "email_restored", ALL_EVENTS),
      eventsNamed(userId, "email_removed", ALL_EVENTS),
    );
  const changes = emailEvents.flat().sort((one, other) => other.at - one.at);
  const former =
    reported && formerEmail({ current: family.user.email, changes, reported, asking: family.session });
  const formerOwner = former?.email ? yield* one(userByEmail, { email: former.email }) : null;
  const codeEvents = [...replaced, ...added];
  const own = { family, signedInBy, factors, codeEvents, apiKeys, keyEvents, identities };
  return { ...own, reported, former, formerOwner };
}
