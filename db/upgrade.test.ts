/** The upgrade of filled databases that older versions of the app made, on both engines. */
import { describe, expect, test } from "vitest";
import { engines, openTestDatabase, sqlite, type TestEngine } from "@/db/testing/engines";
import { oldDatabase } from "@/db/testing/old-migrations";
import { decideRefresh } from "@/lib/session/refresh";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SIGNED_IN_AT = Date.UTC(2030, 0, 1);
const POLICY = { grace: 45_000, reuseResponse: "family" } as const;

const USER = { id: "ada", email: "ada@example.com", name: "Ada", password_hash: "hash", roles: "[]" };
const SESSION = {
  id: "session",
  user_id: "ada",
  browser_id: "browser",
  auth_methods: '["pwd"]',
  remember_me: false,
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
};

/** A session of three generations; `late_repeats` says that the current one was given late once. */
const TOKENS = [0, 1, 2].map((generation) => ({
  hash: `hash-${generation}`,
  session_id: "session",
  user_id: "ada",
  generation,
  parent_hash: generation === 0 ? null : `hash-${generation - 1}`,
  created_at: SIGNED_IN_AT + generation * MINUTE_MS,
  expires_at: SIGNED_IN_AT + 30 * DAY_MS,
  used_at: generation === 2 ? null : SIGNED_IN_AT + (generation + 1) * MINUTE_MS,
  sealed_successor: generation === 1 ? "seal of 2" : null,
}));

async function insert(engine: TestEngine, url: string, table: string, row: object): Promise<void> {
  const values = Object.values(row).map((value) =>
    typeof value === "string" ? `'${value}'` : String(value),
  );
  await engine.query(url, `insert into ${table} (${Object.keys(row).join()}) values (${values.join()})`);
}

/** A database from before a migration, with a user and a session in it. */
async function filledDatabase(engine: TestEngine, migration: string): Promise<string> {
  const url = await oldDatabase(engine, migration);
  await insert(engine, url, "users", { ...USER, created_at: SIGNED_IN_AT });
  await insert(engine, url, "sessions", SESSION);
  for (const token of TOKENS) await insert(engine, url, "refresh_tokens", token);
  return url;
}

describe.each(engines)("$name", (engine) => {
  describe("from before tokens formed a chain", () => {
    /** Opens the database with this version, which migrates it. @returns a function that presents a token */
    async function upgraded() {
      const url = await filledDatabase(engine, "refresh-chain");
      const db = openTestDatabase(url, { clock: () => SIGNED_IN_AT + 10 * MINUTE_MS });
      const actor = { userId: null, sessionId: null, ipAddress: null, device: null };
      return async (hash: string, successor = "hash-3") => {
        const command = { candidate: { hash: successor, sealed: `seal of ${successor}` }, actor };
        const rule: Parameters<typeof db.changeByToken>[2] = (family, at) =>
          decideRefresh(family, command, at, POLICY);
        return (await db.changeByToken(hash, { account: false }, rule)).outcome;
      };
    }

    test("a session goes on after the upgrade", async () => {
      const refresh = await upgraded();
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

    test("a token two generations old is still reuse", async () => {
      const refresh = await upgraded();
      expect(await refresh("hash-0")).toEqual({
        code: "session_revoked",
        details: { reason: "reuse_detected" },
      });
    });
  });

  test.each(["password-attempts", "ways-in", "organizations", "three-layers", "account-deletion"])(
    "from before %s: the user keeps account and password, and the session goes on",
    async (migration) => {
      const now = SIGNED_IN_AT + 10 * MINUTE_MS;
      const db = openTestDatabase(await filledDatabase(engine, migration), { clock: () => now });
      expect(await db.findUserByEmail("ada@example.com")).toMatchObject({ id: "ada", passwordHash: "hash" });
      const actor = { userId: null, sessionId: null, ipAddress: null, device: null };
      const command = { candidate: { hash: "hash-3", sealed: "seal of 3" }, actor };
      const { outcome } = await db.changeByToken("hash-2", { account: false }, (family, at) =>
        decideRefresh(family, command, at, POLICY),
      );
      expect(outcome).toMatchObject({
        kind: "rotated",
        session: { id: "session", generation: 3, userId: "ada" },
      });
    },
  );

  test("from before an index that no query uses was dropped: it is gone, and the rows stay", async () => {
    const url = await filledDatabase(engine, "drop-sessions-browser");
    const indexes =
      engine === sqlite
        ? "select name from sqlite_master where type = 'index' and tbl_name = 'sessions'"
        : "select indexname as name from pg_indexes where tablename = 'sessions'";
    const indexNames = async () => (await engine.query(url, indexes)).map(({ name }) => name);
    expect(await indexNames()).toContain("sessions_browser");

    const db = openTestDatabase(url);
    await db.ready();
    expect(await indexNames()).toEqual(expect.arrayContaining(["sessions_user", "sessions_ended"]));
    expect(await indexNames()).not.toContain("sessions_browser");
    expect(await db.findSession("session")).toMatchObject({
      session: { id: "session", browserId: "browser" },
      user: { id: "ada" },
    });
  });
});
