import path from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "@/db/database";
import { migrationsBefore } from "@/db/testing/old-migrations";
import { tempFolder } from "@/db/testing/temp-folder";
import { decideRefresh } from "@/lib/session/refresh";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SIGNED_IN_AT = Date.UTC(2030, 0, 1);
const POLICY = { grace: 45_000, reuseResponse: "family" } as const;

function insert(sqlite: Sqlite.Database, table: string, row: Record<string, unknown>): void {
  const columns = Object.keys(row);
  const values = columns.map((column) => `@${column}`);
  sqlite.prepare(`insert into ${table} (${columns.join()}) values (${values.join()})`).run(row);
}

/** A database file from before tokens formed a chain, with a session of three generations that was given late once. */
function oldFile(): string {
  const file = path.join(tempFolder(), "old.db");
  const sqlite = new Sqlite(file);
  migrate(drizzle(sqlite), { migrationsFolder: migrationsBefore("sqlite", "refresh-chain") });
  const user = { id: "ada", email: "ada@example.com", name: "Ada", password_hash: "hash", roles: "[]" };
  insert(sqlite, "users", { ...user, created_at: SIGNED_IN_AT });
  insert(sqlite, "sessions", {
    id: "session",
    user_id: "ada",
    browser_id: "browser",
    auth_methods: '["pwd"]',
    remember_me: 0,
    created_at: SIGNED_IN_AT,
    authenticated_at: SIGNED_IN_AT,
    generation: 2,
    rotated_at: SIGNED_IN_AT + 2 * MINUTE_MS,
    late_repeats: 1,
    min_generation: 0,
    last_presence_at: SIGNED_IN_AT,
    idle_timeout: DAY_MS,
    absolute_expires_at: SIGNED_IN_AT + 30 * DAY_MS,
    device: "desktop",
  });
  for (const generation of [0, 1, 2]) {
    insert(sqlite, "refresh_tokens", {
      hash: `hash-${generation}`,
      session_id: "session",
      user_id: "ada",
      generation,
      parent_hash: generation === 0 ? null : `hash-${generation - 1}`,
      created_at: SIGNED_IN_AT + generation * MINUTE_MS,
      expires_at: SIGNED_IN_AT + 30 * DAY_MS,
      used_at: generation === 2 ? null : SIGNED_IN_AT + (generation + 1) * MINUTE_MS,
      sealed_successor: generation === 1 ? "seal of 2" : null,
    });
  }
  sqlite.close();
  return file;
}

/** Opens the file with this version, which migrates it. */
function upgraded() {
  const now = SIGNED_IN_AT + 10 * MINUTE_MS;
  const db = openDatabase(`file:${oldFile()}`, { root: "/", clock: () => now });
  onTestFinished(() => db.close());
  const actor = { userId: null, sessionId: null, ipAddress: null, device: null };
  return async (hash: string, successor = "hash-3") => {
    const command = { candidate: { hash: successor, sealed: `seal of ${successor}` }, actor };
    const rule: Parameters<typeof db.changeByToken>[2] = (family, at) =>
      decideRefresh(family, command, at, POLICY);
    return (await db.changeByToken(hash, { account: false }, rule)).outcome;
  };
}

test("a session from before the chain of tokens goes on after the upgrade", async () => {
  const refresh = upgraded();
  expect(await refresh("hash-1")).toMatchObject({
    kind: "repeated",
    seals: ["seal of 2"],
    session: { generation: 2, lateRepeats: 2, lateGenerations: 0 },
  });
  expect(await refresh("hash-2")).toMatchObject({
    kind: "rotated",
    session: { generation: 3, lateRepeats: 0, lateGenerations: 1 },
  });
  expect(await refresh("hash-2")).toMatchObject({ kind: "repeated", seals: ["seal of hash-3"] });
});

test("after the upgrade, a token two generations old is still reuse", async () => {
  const refresh = upgraded();
  expect(await refresh("hash-0")).toEqual({ code: "session_revoked", details: { reason: "reuse_detected" } });
});
