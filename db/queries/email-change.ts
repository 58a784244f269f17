/** The rows for a change of a user's address. */
import { and, desc, eq } from "drizzle-orm";
import { all, lock, one, type Query } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { EmailChange } from "@/lib/session/account/email-change";
import type { CallerAndTarget } from "@/lib/session/caller";
import type { CallerKey } from "./caller-reads";
import { usageOf } from "./rate-limits";
import { sessionWithUser } from "./sessions";
import { userByEmail } from "./users";

const lastChallenge = statement(({ db, param, challenges }) =>
  db
    .select()
    .from(challenges)
    .where(and(eq(challenges.userId, param("userId")), eq(challenges.type, "email_change")))
    .orderBy(desc(challenges.createdAt), desc(challenges.id))
    .limit(1),
);

/**
 * The caller's session and user, locked, with the last code and the owner of the address. The owner is read without a
 * lock: the address is unique, so of two users who take it at once one is tried again, and then finds the other.
 *
 * @param email the new address, in canonical form; null for the address that the last code was sent to
 */
export function* loadEmailChange(
  { sessionId, userId }: CallerKey,
  email: string | null,
): Query<CallerAndTarget<EmailChange>> {
  const [, caller, nameChanges, challenge] = yield* all(
    lock({ of: "caller and session", sessionId, userId, id: sessionId }),
    one(sessionWithUser, { id: sessionId }),
    usageOf("nameChange", userId),
    one(lastChallenge, { userId }),
  );
  const owner = yield* one(userByEmail, { email: email ?? challenge?.email ?? "" });
  if (!caller) return { caller: null, target: null };
  return { caller: { ...caller, nameChanges }, target: { user: caller.user, challenge, owner } };
}
