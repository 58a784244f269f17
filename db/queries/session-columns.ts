/** The columns of a session, and what its row alone does not tell. */
import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { QueryContext } from "@/db/engine/statements";
import { isLastingAdmin } from "./users";

type Context = Pick<QueryContext, "db" | "sessions" | "users">;

/**
 * @returns the columns of a `SessionRecord`. A session in which an administrator acts as a user depends on the
 *   administrator's own session and role, which are read with it every time: nothing has to be written when they end
 */
export function sessionColumns(context: Context) {
  return {
    ...getTableColumns(context.sessions),
    impersonatorEndsAt: impersonatorEndsAt(context).mapWith(Number) as SQL<number | null>,
  };
}

/** @returns when the administrator's own session ends; 0 without the session or the role; null for a user's own session */
export function impersonatorEndsAt({ db, sessions, users }: Context): SQL {
  const own = alias(sessions, "impersonator_sessions");
  const administrators = alias(users, "impersonators");
  const idleAt = sql`${own.lastPresenceAt} + ${own.idleTimeout}`;
  const endsAt = sql`case when ${own.endedAt} is not null then ${own.endedAt}
    when ${own.absoluteExpiresAt} < ${idleAt} then ${own.absoluteExpiresAt} else ${idleAt} end`;
  const found = db
    .select({ endsAt })
    .from(own)
    .innerJoin(administrators, and(eq(administrators.id, own.userId), isLastingAdmin(administrators)))
    .where(eq(own.id, sessions.impersonatorSessionId));
  return sql`case when ${sessions.impersonatorSessionId} is null then null else coalesce(${found}, 0) end`;
}
