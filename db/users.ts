/** Reading users. */
import { count, desc, eq, or, type SQL, sql } from "drizzle-orm";
import type { UserRecord } from "@/lib/session/session";
import type { Client } from "./client";
import { withEngineErrors } from "./errors";
import { users } from "./schema";
import { given } from "./statements";

export function createUserReads(client: Client) {
  const byId = client
    .select()
    .from(users)
    .where(eq(users.id, given("id")))
    .prepare();
  const byEmail = client
    .select()
    .from(users)
    .where(eq(users.email, given("email")))
    .prepare();

  return {
    async findUser(id: string): Promise<UserRecord | null> {
      return withEngineErrors(() => byId.get({ id }) ?? null);
    },

    /** @param email in canonical form */
    async findUserByEmail(email: string): Promise<UserRecord | null> {
      return withEngineErrors(() => byEmail.get({ email }) ?? null);
    },

    /**
     * @param query part of a name or an e-mail address; empty finds everybody
     * @param page counts from 1
     */
    async searchUsers(
      query: string,
      page: number,
      pageSize: number,
    ): Promise<{ users: UserRecord[]; total: number }> {
      const where = query === "" ? undefined : matches(query);
      return withEngineErrors(() => ({
        users: client
          .select()
          .from(users)
          .where(where)
          .orderBy(desc(users.createdAt), users.id)
          .limit(pageSize)
          .offset((page - 1) * pageSize)
          .all(),
        total: client.select({ total: count() }).from(users).where(where).get()?.total ?? 0,
      }));
    },
  };
}

/** `%` and `_` in a query mean themselves. */
function matches(query: string): SQL | undefined {
  const pattern = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
  return or(sql`${users.email} like ${pattern} escape '\\'`, sql`${users.name} like ${pattern} escape '\\'`);
}
