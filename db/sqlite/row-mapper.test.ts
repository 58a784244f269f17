import path from "node:path";
import { and, count, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { one, rows } from "@/db/engine/engine";
import { type QueryContext, type Statement, statement } from "@/db/engine/statements";
import { sessionColumns } from "@/db/queries/session-columns";
import { tempFolder } from "@/db/testing/temp-folder";
import { DEVICE, makeUser } from "@/lib/session/testing/test-records";
import { openClient } from "./connection";
import { createExecutor } from "./execute";
import { createRowMapper } from "./row-mapper";
import * as schema from "./schema";

const now = Date.UTC(2030, 0, 1);

/** Ada with two sessions, the first with a place and two tokens; Grace with none. */
function openFilled() {
  const client = openClient(path.join(tempFolder(), "test.db"));
  const { users, sessions, refreshTokens } = schema;
  for (const id of ["ada", "grace"]) client.insert(users).values(makeUser(id)).run();
  const session = {
    ...DEVICE,
    userId: "ada",
    browserId: "browser",
    authMethods: ["pwd", "otp"],
    rememberMe: true,
    createdAt: now,
    authenticatedAt: now,
    generation: 2,
    rotatedAt: now,
    lateRepeats: 0,
    minGeneration: 0,
    lastPresenceAt: now,
    idleTimeout: 1,
    absoluteExpiresAt: now,
  };
  const location = { city: "Ulm", region: null, country: "Germany", countryCode: "DE" };
  client
    .insert(sessions)
    .values({ ...session, id: "one", location })
    .run();
  client
    .insert(sessions)
    .values({ ...session, id: "two", location: null, impersonatorSessionId: "gone" })
    .run();
  for (const generation of [1, 2])
    client
      .insert(refreshTokens)
      .values({
        hash: `hash ${generation}`,
        sessionId: "one",
        userId: "ada",
        generation,
        createdAt: now,
        expiresAt: now,
      })
      .run();
  return client;
}

const STATEMENTS: Record<string, Statement<unknown>> = {
  "a whole table, with JSON, truth values and nulls": statement(({ db, sessions }) =>
    db.select().from(sessions).orderBy(sessions.id),
  ),
  "columns and expressions": statement(({ db, sessions, users }) =>
    db.select(sessionColumns({ db, sessions, users })).from(sessions).orderBy(sessions.id),
  ),
  "counts and named expressions": statement(({ db, users }) =>
    db.select({ many: count(), up: sql<string>`upper(${users.email})`.as("up") }).from(users),
  ),
  "objects of an inner join": statement(({ db, refreshTokens, sessions }) =>
    db
      .select({ token: refreshTokens, session: { label: sessions.label, how: sessions.authMethods } })
      .from(refreshTokens)
      .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
      .orderBy(refreshTokens.hash),
  ),
  "an object whose columns are all null, of a table that is there": statement(
    ({ db, refreshTokens, sessions }) =>
      db
        .select({ hash: refreshTokens.hash, session: { label: sessions.label } })
        .from(refreshTokens)
        .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId)),
  ),
  "objects of outer joins, found and not": statement(({ db, refreshTokens, sessions, users }) => {
    const successors = alias(refreshTokens, "successors");
    return db
      .select({ user: users, token: refreshTokens, successor: successors, extra: { n: sql<number>`7` } })
      .from(users)
      .leftJoin(sessions, and(eq(sessions.userId, users.id), eq(sessions.id, "one")))
      .leftJoin(refreshTokens, eq(refreshTokens.sessionId, sessions.id))
      .leftJoin(
        successors,
        and(
          eq(successors.sessionId, sessions.id),
          eq(successors.generation, sql`${refreshTokens.generation} + 1`),
        ),
      )
      .orderBy(users.id, refreshTokens.hash);
  }),
};

test.each(Object.keys(STATEMENTS))("%s: the same rows as Drizzle's", (name) => {
  const client = openFilled();
  const wanted = STATEMENTS[name] as Statement<unknown>;
  const context = { db: client, param: () => sql``, ...schema } as QueryContext;
  const { execute } = createExecutor(client, () => now);
  const own = wanted.make(context).prepare();
  const found = own.all({}) as unknown[];
  expect(found.length).toBeGreaterThan(0);
  expect(execute(rows(wanted)).outcome).toStrictEqual(found);
  expect(execute(one(wanted)).outcome).toStrictEqual(own.get({}));
  client.$client.close();
});

test("no row is null", () => {
  const client = openFilled();
  const { execute } = createExecutor(client, () => now);
  const none = statement(({ db, users }) => db.select().from(users).where(eq(users.id, "unknown")));
  expect(execute(one(none)).outcome).toBeNull();
  expect(execute(rows(none)).outcome).toEqual([]);
  client.$client.close();
});

test("rows share nothing", () => {
  const toRow = createRowMapper([{ path: ["id"], field: schema.users.id }], undefined);
  const first = toRow(["one"]);
  expect([toRow(["two"]), first]).toEqual([{ id: "two" }, { id: "one" }]);
});
