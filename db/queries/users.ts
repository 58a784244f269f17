/** Reading users. */
import { count, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { type Engine, one, rows } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type { UserRecord } from "@/lib/session/session";

export const userById = statement(({ db, param, users }) =>
  db
    .select()
    .from(users)
    .where(eq(users.id, param("id"))),
);
export const userByEmail = statement(({ db, param, users }) =>
  db
    .select()
    .from(users)
    .where(eq(users.email, param("email"))),
);
const page = statement(({ db, param, users }) =>
  db
    .select()
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

/** Written as one form of letter case, because the engines do not agree on what `like` makes of it. */
function matches(users: QueryContext["users"], pattern: SQL): SQL | undefined {
  return or(
    sql`lower(${users.email}) like lower(${pattern}) escape '\\'`,
    sql`lower(${users.name}) like lower(${pattern}) escape '\\'`,
  );
}

export function createUserReads(engine: Engine) {
  return {
    async findUser(id: string): Promise<UserRecord | null> {
      return engine.run(one(userById, { id }));
    },

    /** @param email in canonical form */
    async findUserByEmail(email: string): Promise<UserRecord | null> {
      return engine.run(one(userByEmail, { email }));
    },

    /**
     * @param query part of a name or an e-mail address, in which `%` and `_` mean themselves; empty finds everybody
     * @param page counts from 1
     */
    async searchUsers(
      query: string,
      number: number,
      pageSize: number,
    ): Promise<{ users: UserRecord[]; total: number }> {
      const pattern = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
      const offset = (number - 1) * pageSize;
      const users = await engine.run(rows(page, { pattern, limit: pageSize, offset }));
      const found = await engine.run(one(total, { pattern }));
      return { users, total: found?.total ?? 0 };
    },
  };
}
