/**
 * Every table of the schema against one question: what is kept of a user? Before the deletion the export has all of it, and
 * nothing of another user; afterwards nothing is left but what the policy names (docs/security-policies.md, "Deleting an
 * account"). A new table turns this red until it has a row below; so does a new column whose name says that it may hold a
 * user.
 */
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import * as schema from "@/db/sqlite/schema";
import { engines, type TestEngine } from "@/db/testing/engines";
import { sweep } from "@/lib/server/sweeper";
import { granted } from "@/lib/server/testing/expectations";
import { type Installation, installOn, requester } from "@/lib/server/testing/installation";
import { write } from "@/lib/server/testing/organizations";
import { DELETION_GRACE_MS, decideDeleteAccount } from "@/lib/session/account/account-deletion";
import type { AccountExport } from "@/lib/session/account/export-contract";
import { linesToChange } from "@/lib/session/testing/lines-to-change";
import { ADA, EVE, fillEveryTable, KEPT, SECRET } from "./account-data.fixture";
import { deleteDueAccounts } from "./account-deletion";
import { exportAccount } from "./data-export";

interface Holding {
  /** The columns that may name a user: by id, address or name. */
  names: string[];
  /** Columns that only sound like it. */
  otherwise?: string[];
  /** The member of the export that shows the rows, or why none does. */
  exported: keyof AccountExport | { not: string };
  /** What is left of a user after the deletion; left out: nothing. */
  left?: string;
}

const NO_USER = { not: "holds nothing of a user" };

const TABLES: Record<string, Holding> = {
  users: { names: ["id", "email", "name", "name_key", "email_key"], exported: "account" },
  sessions: { names: ["user_id", "impersonator_id", "impersonator_name"], exported: "sessions" },
  refresh_tokens: { names: ["user_id"], exported: { not: "hashes; a session says how often it rotated" } },
  audit_events: {
    names: ["user_id", "actor_user_id", "details"],
    otherwise: ["name"],
    exported: "activity",
    left: "the events, about a pseudonym, without address, device and details, until their retention is over",
  },
  signing_keys: { names: [], exported: NO_USER },
  draft_keys: { names: ["user_id"], exported: "draftKeys" },
  idempotency_keys: { names: ["user_id"], exported: "storedAnswers" },
  notes: { names: ["user_id"], exported: "note" },
  rate_limits: { names: ["key"], exported: "counters" },
  attempts: { names: ["user_id", "email", "name"], exported: "signIns" },
  challenges: { names: ["user_id", "email"], exported: "codes" },
  tickets: { names: ["user_id"], exported: "links" },
  outbox: { names: ["recipient", "values"], exported: "emails" },
  authenticators: { names: ["user_id", "name"], exported: "authenticators" },
  recovery_codes: { names: ["user_id"], exported: "recoveryCodes" },
  organizations: {
    names: ["name"],
    exported: "organizations",
    left: "the organization, which its members keep",
  },
  memberships: { names: ["user_id"], exported: "organizations" },
  workspaces: { names: ["name"], exported: "organizations", left: "the workspace, which its members keep" },
  workspace_memberships: { names: ["user_id"], exported: "organizations" },
  invitations: { names: ["email", "invited_by"], exported: "invitationsSent" },
  api_keys: { names: ["created_by", "name"], exported: "apiKeys" },
  identities: { names: ["user_id", "subject", "email"], exported: "identities" },
  provider_sign_ins: { names: ["user_id", "subject", "email"], exported: "providerSignIns" },
  used_ids: { names: [], exported: NO_USER },
};

/** A column with such a name may hold a user, unless its row above says that another column does. */
const MAY_NAME_A_USER =
  /(^|_)(user_id|email|name|recipient|subject|actor_user_id|impersonator_id)(_key)?$|_by$/;

/** Where the export shows what `users` keeps, or why it does not. */
const ACCOUNT_COLUMNS: Record<string, keyof AccountExport["account"] | { not: string }> = {
  id: "id",
  email: "email",
  name: "name",
  password_hash: { not: "a secret; `hasPassword` says whether there is one" },
  roles: "roles",
  created_at: "createdAt",
  disabled_at: "disabledAt",
  deletion_at: "deletionAt",
  idle_timeout: "idleTimeoutSeconds",
  name_key: { not: "the name, as the search compares it" },
  email_key: { not: "the address, as the search compares it" },
  email_verified_at: "emailVerifiedAt",
  webauthn_user_handle: "passkeyUserId",
  language: "language",
};

const HERE = "lib/server/account/account-data.test.ts";

function columnsOf(table: SQLiteTable): string[] {
  return Object.values(getTableColumns(table)).map(({ name }) => name);
}

/** @returns the line of a table in `TABLES`: with the columns that may name a user, and for a table that holds none */
function rowOf(name: string): string {
  const table = tables.find((each) => getTableName(each) === name);
  const columns = JSON.stringify(table ? columnsOf(table).filter((each) => MAY_NAME_A_USER.test(each)) : []);
  return `${name}: { names: ${columns}, exported: <the member of AccountExport that shows its rows> }, or ${name}: { names: [], otherwise: ${columns}, exported: NO_USER },`;
}

const tables = Object.values(schema).filter((each) => is(each, SQLiteTable));

test("every table, and every column that may name a user, is accounted for", () => {
  expect(linesToChange(`${HERE}, TABLES`, tables.map(getTableName), Object.keys(TABLES), rowOf)).toEqual([]);
  for (const table of tables) {
    const own = TABLES[getTableName(table)];
    const columns = columnsOf(table);
    expect(columns).toEqual(expect.arrayContaining(own?.names ?? []));
    const unnamed = columns.filter(
      (name) =>
        MAY_NAME_A_USER.test(name) && ![...(own?.names ?? []), ...(own?.otherwise ?? [])].includes(name),
    );
    const place = `${HERE}, TABLES, ${getTableName(table)}`;
    expect(unnamed.map((name) => `${place}: add "${name}" to names, or to otherwise`)).toEqual([]);
  }
});

test("for a new table it says the row to add", () => {
  expect(rowOf("api_keys")).toBe(
    'api_keys: { names: ["created_by","name"], exported: <the member of AccountExport that shows its rows> }, or api_keys: { names: [], otherwise: ["created_by","name"], exported: NO_USER },',
  );
});

test("the export shows every column of an account, or says why not", () => {
  const lineOf = (name: string) =>
    `${name}: "<its name in the export>", or ${name}: { not: "<why not>" }; accountExport() in lib/server/account/data-export.ts and accountShape in lib/session/view-schemas/account-data.ts show it`;
  const place = `${HERE}, ACCOUNT_COLUMNS`;
  expect(linesToChange(place, columnsOf(schema.users), Object.keys(ACCOUNT_COLUMNS), lineOf)).toEqual([]);
});

describe.each(engines)("$name", (engine) => {
  test("the fixture puts the user into every column that may name one", async () => {
    const app = await filled(engine);
    for (const [table, { names }] of Object.entries(TABLES)) {
      const rows = await rowsOf(engine, app, table);
      for (const name of names)
        expect(
          { [`${table}.${name}`]: rows.some((row) => namesAda(row[name])) },
          `lib/server/account/account-data.fixture.ts, fillEveryTable: insert a row of ${table} whose ${name} is ADA's`,
        ).toEqual({ [`${table}.${name}`]: !isOthers(table) });
    }
  });

  test("the export has all that is kept of the user, no secret, and nothing of another user", async () => {
    const app = await filled(engine);
    const file = await exportOf(app);
    for (const [table, { exported }] of Object.entries(TABLES)) {
      if (typeof exported !== "string") continue;
      const shown = file[exported];
      expect(
        { [table]: Array.isArray(shown) ? shown.length > 0 : shown !== null },
        `lib/server/account/data-export.ts, accountExport: show the rows of ${table} as ${exported}`,
      ).toEqual({ [table]: true });
    }
    const text = JSON.stringify(file);
    for (const kept of KEPT) expect(text).toContain(kept);
    for (const member of Object.values(ACCOUNT_COLUMNS))
      if (typeof member === "string") expect(file.account).toHaveProperty(member);
    expect(file.account.language).toBe("de");
    expect(text).not.toContain(SECRET);
    for (const other of [EVE.id, EVE.name, EVE.email, EVE.ip]) expect(text).not.toContain(other);
  });

  test("after the deletion nothing names the user: not by id, address, name, session or network", async () => {
    const app = await filled(engine);
    const before = await rowsOf(engine, app, "audit_events");
    await write(app, [{ kind: "update-user", id: ADA.id, set: { deletionAt: app.now + DELETION_GRACE_MS } }]);
    app.pass(DELETION_GRACE_MS);
    // Messages to others that name the user are gone before the day: they are kept for a week.
    await sweep();

    for (const table of Object.keys(TABLES)) {
      const rows = await rowsOf(engine, app, table);
      const advice = `db/queries/delete-user.ts: delete what ${table} keeps of the user, or let a foreign key do it`;
      expect({ [table]: rows.filter(namesAda) }, advice).toEqual({ [table]: [] });
      if (!TABLES[table]?.left) expect({ [table]: rows.filter(isAdas) }, advice).toEqual({ [table]: [] });
    }
    const log = await rowsOf(engine, app, "audit_events");
    expect(log).toHaveLength(before.length + 1);
    expect(log.map(({ name }) => name)).toContain("account_deleted");
  });

  test("what the log keeps of the user is one pseudonym; of others all that does not name the user", async () => {
    const app = await filled(engine);
    const before = await rowsOf(engine, app, "audit_events");
    await write(app, [{ kind: "update-user", id: ADA.id, set: { deletionAt: app.now } }]);
    await deleteDueAccounts(app.now);
    const log = await rowsOf(engine, app, "audit_events");
    const pseudonyms = new Set(
      log
        .flatMap(({ user_id, actor_user_id }) => [user_id, actor_user_id])
        .filter((id) => /^deleted-/.test(String(id))),
    );
    expect(pseudonyms.size).toBe(1);
    for (const [at, event] of before.entries()) {
      const isUntouched = event.user_id !== ADA.id && event.actor_user_id !== ADA.id && !namesAda(event);
      if (isUntouched) expect(log[at]).toEqual(event);
      expect(log[at]).toMatchObject({ name: event.name, at: event.at, reason: event.reason });
    }
    // What an administrator did to the user was done from the administrator's place, which stays known.
    const byEve = log.filter(({ actor_user_id }) => actor_user_id === EVE.id);
    expect(byEve.every(({ ip_address }) => ip_address === EVE.ip)).toBe(true);
    expect(byEve.length).toBeGreaterThan(0);
  });

  test("the other user keeps everything of their own", async () => {
    const app = await filled(engine);
    const eves = async () =>
      Promise.all(
        [
          "users",
          "sessions",
          "refresh_tokens",
          "notes",
          "memberships",
          "authenticators",
          "outbox",
          "rate_limits",
        ].map(async (table) =>
          (await rowsOf(engine, app, table)).filter((row) => JSON.stringify(row).includes(EVE.id)),
        ),
      );
    const before = (await eves()).map(({ length }) => length);
    await write(app, [{ kind: "update-user", id: ADA.id, set: { deletionAt: app.now } }]);
    await deleteDueAccounts(app.now);
    expect((await eves()).map(({ length }) => length)).toEqual(before);
    expect(before.slice(0, 4)).toEqual([1, 2, 1, 1]);
  });
});

test("before its time, and for a user who has kept the account, nothing is deleted", () => {
  const command = { pseudonym: "deleted-x", addressHash: "hash" };
  const nothing = { outcome: false, changes: [], events: [] };
  expect(decideDeleteAccount(null, command, 10)).toEqual(nothing);
  expect(decideDeleteAccount({ ...ADA.record, deletionAt: null }, command, 10)).toEqual(nothing);
  expect(decideDeleteAccount({ ...ADA.record, deletionAt: 11 }, command, 10)).toEqual(nothing);
  expect(decideDeleteAccount({ ...ADA.record, deletionAt: 10 }, command, 10).outcome).toBe(true);
});

async function filled(engine: TestEngine): Promise<Installation> {
  const app = await installOn(engine);
  await fillEveryTable(app, (sql) => engine.query(app.config.databaseUrl, sql));
  return app;
}

async function exportOf(app: Installation): Promise<AccountExport> {
  const [session] = await app.db.listLiving(ADA.id);
  const user = await app.db.findUser(ADA.id);
  if (!session || !user) throw new Error("Ada is not signed in");
  return granted(await exportAccount({ user, session, now: app.now }, requester()));
}

function rowsOf(engine: TestEngine, app: Installation, table: string) {
  return engine.query(app.config.databaseUrl, `select * from ${table} order by 1`);
}

/** Tables that hold no user: their names are those of organizations. */
function isOthers(table: string): boolean {
  return ["organizations", "workspaces"].includes(table);
}

/** Whether a value, or a row, says who the user is. */
function namesAda(value: unknown): boolean {
  const text = JSON.stringify(value ?? null).toLowerCase();
  return [ADA.id, ADA.email, ADA.name, ADA.addressHash, ADA.subject].some((needle) =>
    text.includes(needle.toLowerCase()),
  );
}

/** Whether a row holds anything that the fixture gave the user. */
function isAdas(row: unknown): boolean {
  const text = JSON.stringify(row);
  return namesAda(row) || [ADA.sessionId, ADA.browserId, ADA.ip].some((needle) => text.includes(needle));
}
