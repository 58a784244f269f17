import { randomBytes } from "node:crypto";
import { copyFileSync, rmSync } from "node:fs";
import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { startTestCluster } from "@/e2e/support/cluster";
import { runScript } from "@/e2e/support/command";
import { readDatabase } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import { expect, test } from "@/e2e/support/http-test";
import { type Server, startServer } from "@/e2e/support/server";

const env = { SESSION_SECRET: randomBytes(32).toString("base64url") };

/** How to back up an engine, and how to restore the backup. */
interface Backup {
  url: string;
  make(): Promise<unknown>;
  restore(): Promise<unknown>;
}

test("SQLite restored from a backup: sessions that ended after it stay ended, and every browser is told why", async () => {
  const server = await startServer({ env });
  const backup = `${server.databaseFile}.backup`;
  try {
    await drill(server, {
      url: `file:${server.databaseFile}`,
      make: async () => readDatabase(server, (db) => db.exec(`vacuum into '${backup}'`)),
      async restore() {
        for (const suffix of ["", "-wal", "-shm"]) rmSync(server.databaseFile + suffix, { force: true });
        copyFileSync(backup, server.databaseFile);
      },
    });
  } finally {
    await server.stop();
  }
});

test("PostgreSQL restored from a backup: sessions that ended after it stay ended, and every browser is told why", async () => {
  test.setTimeout(120_000);
  const { query, postgres, stop } = await startTestCluster({ nodes: 0 });
  const own = new URL(postgres.url);
  own.pathname = "original";
  const url = own.href;
  await query("create database original");
  const server = await startServer({ env: { ...env, DATABASE_URL: url } });
  try {
    await drill(server, {
      url,
      async make() {
        // A file copy needs the database to be stopped; pg_dump would not.
        await server.kill("SIGTERM");
        await query("create database backup template original");
        await server.restart();
      },
      async restore() {
        await query("drop database original");
        await query("create database original template backup");
      },
    });
  } finally {
    await server.stop();
    await stop();
  }
});

async function drill(server: Server, { url, make, restore }: Backup): Promise<void> {
  const { account, browser: revoked } = await signUpOverHttp(server);
  const [quiet, busy] = [await signInOverHttp(server, account), await signInOverHttp(server, account)];
  await make();

  const { id } = (await revoked.get("/api/session")).json.session;
  expect((await quiet.delete(`/api/sessions/${id}`)).status).toBe(204);
  expect((await busy.post("/api/auth/refresh")).status).toBe(200); // with a token the backup does not know
  const late = await signInOverHttp(server, account);

  await server.kill("SIGTERM");
  await restore();
  const command = runScript("db-after-restore", [], { ...env, DATABASE_URL: url });
  expect(command).toEqual({
    status: 0,
    output: expect.stringMatching(/^\d+ sessions of \d+ users are ended/),
  });
  await server.restart();

  for (const browser of [revoked, quiet]) {
    expectRefusal(await browser.get("/api/me"), 401, "session_revoked", "admin");
    expectRefusal(await browser.post("/api/auth/refresh"), 401, "session_revoked", "admin");
    expect((await browser.visit("/profile")).headers.location).toContain("reason=admin");
  }
  // Its access token has a generation that the restored database does not know, but its session is known.
  expectRefusal(await busy.get("/api/me"), 401, "session_revoked", "admin");
  expectRefusal(await busy.post("/api/auth/refresh"), 401, "not_authenticated");
  expectRefusal(await late.get("/api/me"), 401, "not_authenticated");
  expectRefusal(await late.post("/api/auth/refresh"), 401, "not_authenticated");
  await signInOverHttp(server, account, { browser: quiet });
}
