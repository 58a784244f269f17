/** The rows for a change by a signed-in caller: the caller's session and user, locked and read with the target. */
import { and, isNull, ne, sql } from "drizzle-orm";
import { all, lock, one, type Query } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { CallerAndTarget, CallerClaim, TargetAccount } from "@/lib/session/caller";
import type { SessionRecord } from "@/lib/session/session";
import { accountById, sessionById } from "./locked-reads";
import { usageOf } from "./rate-limits";
import { sessionWithUser } from "./sessions";

const otherAdmin = statement(({ db, param, users }) =>
  db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        ne(users.id, param("userId")),
        isNull(users.disabledAt),
        sql`cast(${users.roles} as text) like '%"admin"%'`,
      ),
    )
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
 * The other administrators are read without a lock of their own. That is enough: an administrator who disables another
 * account stays one, because the caller's own row is locked.
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
  const isAdmin = account.user.roles.includes("admin");
  const hasOtherAdmin = !isAdmin || (yield* one(otherAdmin, { userId: id })) !== null;
  return { caller, target: { ...account, hasOtherAdmin } };
}
