/** The rows for a change by a signed-in caller: the caller's session and user, locked and read with the target. */
import { and, ne } from "drizzle-orm";
import { all, lock, one, type Query } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { CallerAndTarget, CallerClaim, TargetAccount } from "@/lib/session/caller";
import type { Account } from "@/lib/session/decision";
import type { SessionRecord } from "@/lib/session/session";
import { accountById, sessionById } from "./locked-reads";
import { usageOf } from "./rate-limits";
import { sessionWithUser } from "./sessions";
import { isLastingAdmin } from "./users";

const otherAdmin = statement(({ db, param, users }) =>
  db
    .select({ id: users.id })
    .from(users)
    .where(and(ne(users.id, param("userId")), isLastingAdmin(users)))
    .limit(1),
);

export type CallerKey = Pick<CallerClaim, "sessionId" | "userId">;

/** The caller's session and user, locked, and the session that the caller wants to change. */
export function* loadSessionForCaller(
  { sessionId, userId }: CallerKey,
  id: string,
): Query<CallerAndTarget<SessionRecord>> {
  const [, caller, target, nameChanges] = yield* all(
    lock({ of: "caller and session", sessionId, userId, id }),
    one(sessionWithUser, { id: sessionId }),
    one(sessionById, { id }),
    usageOf("nameChange", userId),
  );
  return { caller: caller && { ...caller, nameChanges }, target };
}

/**
 * Changes of administrators' accounts are made one after the other. Without that, two administrators who give up their
 * own role at once would each see the other one, and no administrator would be left to undo it.
 */
export function* loadAccountForCaller(
  { sessionId, userId }: CallerKey,
  id: string,
): Query<CallerAndTarget<TargetAccount>> {
  const [, found, account, nameChanges] = yield* all(
    lock({ of: "caller and account", sessionId, userId, id }),
    one(sessionWithUser, { id: sessionId }),
    accountById(id),
    usageOf("nameChange", userId),
  );
  const caller = found && { ...found, nameChanges };
  return { caller, target: account && { ...account, hasOtherAdmin: yield* hasOtherAdmin(account) } };
}

/** Read under a lock that is taken last. For a user who is no administrator it does not matter, and nothing is locked. */
export function* hasOtherAdmin({ user: { id, roles } }: Account): Query<boolean> {
  if (!roles.includes("admin")) return true;
  const [, other] = yield* all(lock({ of: "administrators" }), one(otherAdmin, { userId: id }));
  return other !== null;
}
