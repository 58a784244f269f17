/** The rows for a change by a signed-in caller: the caller's session and user, locked and read with the target. */
import { and, ne } from "drizzle-orm";
import { all, lock, one, type Query } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { CallerAndTarget, CallerClaim, TargetAccount } from "@/lib/session/caller";
import type { SessionRecord } from "@/lib/session/session";
import { accountById, sessionById } from "./locked-reads";
import { usageOf } from "./rate-limits";
import { sessionWithUser } from "./sessions";
import { isEnabledAdmin } from "./users";

const otherAdmin = statement(({ db, param, users }) =>
  db
    .select({ id: users.id })
    .from(users)
    .where(and(ne(users.id, param("userId")), isEnabledAdmin(users)))
    .limit(1),
);

export type CallerKey = Pick<CallerClaim, "sessionId" | "userId">;

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
  if (!account) return { caller, target: null };
  if (!account.user.roles.includes("admin")) return { caller, target: { ...account, hasOtherAdmin: true } };
  const [, other] = yield* all(lock({ of: "administrators" }), one(otherAdmin, { userId: id }));
  return { caller, target: { ...account, hasOtherAdmin: other !== null } };
}
