import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type Lock, lock, now, one, type Query, write } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { statement } from "@/db/engine/statements";
import { loadAccount, loadFamily, loadSession } from "@/db/queries/locked-reads";
import { postgres } from "@/db/testing/engines";
import { connectClient, openWithUser, readName, rename, setName, waitForLockWait } from "./engine.fixture";
import { TIMEOUTS } from "./timeouts";

/** SQL that takes 0.2 seconds. */
const sleep = statement(({ db, users }) => db.select({ done: sql`pg_sleep(0.2)::text` }).from(users));

const INSERT_SESSION = `insert into sessions select 's', 'ada', 'b', null, '[]', false, 0, 0, 0, 0, null, 0, 0, 0, 0, 0,
  null, null, null, null, null, null, null, 'desktop', null, null`;
const INSERT_TOKEN =
  "insert into refresh_tokens select 'h', 's', 'ada', 0, null, 0, 0, null, null, null, null";

test("U+0000, which no text of the database has, locks no row, and is no error", async () => {
  const { engine } = await openWithUser();
  const locks: Lock[] = [
    { of: "session", id: "\0" },
    { of: "token", hash: "\0" },
    { of: "account", id: "\0" },
    { of: "account by email", email: "ada@example.com\0" },
    { of: "account of token", hash: "\0" },
    { of: "account and organizations", id: "\0" },
    { of: "caller and session", sessionId: "\0", userId: "\0", id: "\0" },
    { of: "caller and account", sessionId: "\0", userId: "\0", id: "\0" },
    { of: "caller and organization", sessionId: "\0", userId: "\0", id: "\0" },
    { of: "user", id: "\0" },
    { of: "attempt", id: "\0" },
    { of: "ticket", hash: "\0" },
  ];
  for (const each of locks) {
    const decided = engine.decide(function* () {
      yield* lock(each);
      return each.of;
    });
    await expect(decided, each.of).resolves.toBe(each.of);
  }
});

describe("a decision that meets the locks of other transactions", () => {
  test("F11: runs again when the server aborts it to end a deadlock", async () => {
    const { url, engine } = await openWithUser({ poolSize: 1 });
    await postgres.query(url, INSERT_SESSION);
    const other = await connectClient(url);
    let runs = 0;
    // The server aborts one of the two transactions. On a busy machine this may be the other one: then try again.
    while (runs < 2) {
      runs = 0;
      await other.query("begin");
      await other.query("select from sessions where id = 's' for update");
      const decided = engine.decide(() => {
        runs += 1;
        return rename("decided");
      });
      await waitForLockWait(url); // it has locked the user and waits for the session
      await other.query("select from users where id = 'ada' for update").catch(() => undefined);
      await other.query("rollback");
      await expect(decided).resolves.toBe("decided");
    }
  });

  test("is refused when it would be taken more than five seconds after the call", async () => {
    const { engine } = await openWithUser({ limits: { decision: 900 } });
    const decided = engine.decide(function* () {
      for (let at = 0; at < 5; at += 1) yield* one(sleep);
      yield* now();
      yield* write(setName, { name: "late" });
    });
    await expect(decided).rejects.toThrow(new DatabaseUnavailable("queued for too long"));
    expect(await readName(engine)).toBe("ada");
    expect(TIMEOUTS.decision).toBe(5000);
  });

  test("is not taken for a caller that has disconnected", async () => {
    const { url, engine } = await openWithUser();
    const other = await connectClient(url);
    await other.query("begin");
    await other.query("select from users for update");
    const caller = new AbortController();
    const decided = engine.decide(() => rename("unwanted"), caller.signal);
    decided.catch(() => undefined);
    await waitForLockWait(url);
    caller.abort();
    await other.query("rollback");
    await expect(decided).rejects.toThrow(DatabaseUnavailable);
    expect(await readName(engine)).toBe("ada");
  });

  test("fails when it does not get a lock in time, and its connection can be used again", async () => {
    const { url, engine } = await openWithUser({ poolSize: 1, limits: { lock: 50 } });
    const other = await connectClient(url);
    await other.query("begin");
    await other.query("select from users for update");
    await expect(engine.decide(() => rename("refused"))).rejects.toMatchObject({ message: "55P03" });
    await other.query("rollback");
    await expect(engine.decide(() => rename("accepted"))).resolves.toBe("accepted");
  });

  const loads: Record<string, () => Query<unknown>> = {
    "a session": () => loadSession("s"),
    "a token": () => loadFamily({ hash: "h", account: false }),
    "an account": () => loadAccount({ id: "ada" }),
    "an account by its address": () => loadAccount({ email: "ada@example.com" }),
    "the account of a token": () => loadFamily({ hash: "h", account: true }),
  };

  test.each(Object.entries(loads))(
    "reads the rows as they are once it holds the lock: %s",
    async (_, load) => {
      const { url, engine } = await openWithUser();
      await postgres.query(url, INSERT_SESSION);
      await postgres.query(url, INSERT_TOKEN);
      const other = await connectClient(url);
      await other.query("begin");
      await other.query("update users set name = 'newer'; update sessions set label = 'newer'");
      const loaded = engine.decide(load);
      await waitForLockWait(url);
      await other.query("commit");
      expect(JSON.stringify(await loaded)).toContain("newer");
    },
  );

  test("waits for the transaction that holds the user, unless it concerns one session alone", async () => {
    const { url, engine } = await openWithUser();
    await postgres.query(url, INSERT_SESSION);
    await postgres.query(url, INSERT_TOKEN);
    const other = await connectClient(url);
    const beyondOneSession: (() => Query<unknown>)[] = [
      () => loadAccount({ id: "ada" }),
      () => loadFamily({ hash: "h", account: true }),
    ];
    for (const load of beyondOneSession) {
      await other.query("begin");
      await other.query("select from users for no key update");
      const decided = engine.decide(load);
      await waitForLockWait(url);
      await engine.decide(() => loadFamily({ hash: "h", account: false })); // concerns one session alone: does not wait
      await other.query("rollback");
      await decided;
    }
  });
});
