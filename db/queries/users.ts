/** Reads of users. */
import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  isNotNull,
  lte,
  notLike, // demo:line
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { type Engine, one, rows } from "@/db/engine/engine";
import { type QueryContext, statement, type Tables } from "@/db/engine/statements";
import { containsPattern } from "@/db/queries/search-keys";
import { SANDBOX_ID_PATTERN } from "@/lib/session/demo/sandbox-user"; // demo:line
import type { UserRecord } from "@/lib/session/session";

/** @returns the columns of a `UserRecord`: all but the keys, which only a search needs */
export function userColumns(users: Tables["users"]) {
  const { nameKey: _, emailKey: __, ...columns } = getTableColumns(users);
  return columns;
}

/** @returns a condition on a user: an administrator who is not disabled, and whose account is not to be deleted */
export function isLastingAdmin({
  disabledAt,
  deletionAt,
  roles,
}: Record<"disabledAt" | "deletionAt" | "roles", SQLWrapper>): SQL {
  return sql`(${disabledAt} is null and ${deletionAt} is null and cast(${roles} as text) like '%"admin"%')`;
}

export const userById = statement(({ db, param, users }) =>
  db
    .select(userColumns(users))
    .from(users)
    .where(eq(users.id, param("id"))),
);
export const userByEmail = statement(({ db, param, users }) =>
  db
    .select(userColumns(users))
    .from(users)
    .where(eq(users.email, param("email"))),
);
const usersPage = statement(({ db, param, users }) =>
  db
    .select(userColumns(users))
    .from(users)
    .where(matches(users, param("pattern")))
    .orderBy(desc(users.createdAt), users.id)
    .limit(sql.placeholder("limit"))
    .offset(sql.placeholder("offset")),
);
const total = statement(({ db, param, users }) =>
  db
    .select({ total: count() })
    .from(users)
    .where(matches(users, param("pattern"))),
);

const due = statement(({ db, param, users }) =>
  db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(isNotNull(users.deletionAt), lte(users.deletionAt, param("now"))))
    .orderBy(users.deletionAt, users.id)
    .limit(sql.placeholder("limit")),
);

function matches(users: QueryContext["users"], pattern: SQL): SQL | undefined {
  return and(
    notLike(users.id, SANDBOX_ID_PATTERN), // demo:line
    or(sql`${users.nameKey} like ${pattern} escape '\\'`, sql`${users.emailKey} like ${pattern} escape '\\'`),
  );
}

/** @returns the reads of users, as methods of `Database` */
export function createUserReads(engine: Engine) {
  return {
    /**
     * @param now milliseconds since the epoch
     * @returns the users whose accounts are to be deleted by now, those who have waited longest first
     */
    async listDueUsers(now: number, limit: number): Promise<{ id: string; email: string }[]> {
      return engine.run(rows(due, { now, limit }));
    },

    async findUser(id: string): Promise<UserRecord | null> {
      return engine.run(one(userById, { id }));
    },

    /** @param email in canonical form */
    async findUserByEmail(email: string): Promise<UserRecord | null> {
      return engine.run(one(userByEmail, { email }));
    },

    /**
     * Finds users.
     *
     * @param query part of a name or an e-mail address, in any letter case, composed or not; `%` and `_` mean
     *   themselves; empty for all users
     * @param page counts from 1
     */
    async searchUsers(
      query: string,
      page: number,
      pageSize: number,
    ): Promise<{ users: UserRecord[]; total: number }> {
      const pattern = containsPattern(query);
      const offset = (page - 1) * pageSize;
      const users = await engine.run(rows(usersPage, { pattern, limit: pageSize, offset }));
      const found = await engine.run(one(total, { pattern }));
      return { users, total: found?.total ?? 0 };
    },
  };
}
