import { spawnSync } from "node:child_process";
import Sqlite from "better-sqlite3";
import { signUpOverHttp } from "@/e2e/support/accounts";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser, type HttpResponse } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";

test.use({ settings: {} });

function expectUnavailable(answer: HttpResponse): void {
  expectRefusal(answer, 503, "unavailable");
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
}

test("a database locked by another process: 503 with Retry-After, nothing is lost, and no restart is needed", async ({
  server,
}) => {
  const { account, browser } = await signUpOverHttp(server);
  const cookies = browser.jar.list();
  const holder = new Sqlite(server.databaseFile);
  holder.exec("BEGIN IMMEDIATE");
  try {
    const { email, password } = account;
    const answers = await Promise.all([
      browser.post("/api/auth/refresh"),
      browser.post("/api/auth/logout"),
      browser.post("/api/sessions/revoke-all"),
      new HttpBrowser(server).post("/api/auth/login", { email, password }),
      new HttpBrowser(server).get("/api/health"),
    ]);
    for (const answer of answers) expectUnavailable(answer);
    expect(browser.jar.list()).toEqual(cookies);
  } finally {
    holder.exec("ROLLBACK");
    holder.close();
  }
  expect((await new HttpBrowser(server).get("/api/health")).status).toBe(200);
  expect((await browser.post("/api/auth/refresh")).status).toBe(200);
  expect((await browser.get("/api/sessions")).json.sessions).toHaveLength(1);
});

test("the server waits for a short lock", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const holder = new Sqlite(server.databaseFile);
  holder.exec("BEGIN IMMEDIATE");
  const answer = browser.post("/api/auth/refresh");
  // Another process's short write: it ends before the server gives up.
  setTimeout(() => {
    holder.exec("ROLLBACK");
    holder.close();
  }, 300);
  expect((await answer).status).toBe(200);
});

test("a full disk: 503 with Retry-After, nothing is lost, and no restart is needed", async () => {
  // biome-ignore lint/suspicious/noSkippedTests: not every system can fill a disk for one process.
  test.skip(spawnSync("prlimit", ["--version"]).status !== 0, "needs prlimit, which only Linux has");
  const server = await startServer();
  try {
    const { browser } = await signUpOverHttp(server);
    const cookies = browser.jar.list();
    // From here on every write to a file fails, as on a full disk.
    limitFiles(server.pid, "0");
    expectUnavailable(await browser.post("/api/auth/refresh"));
    expectUnavailable(await browser.post("/api/auth/logout"));
    expect((await browser.get("/api/me")).status).toBe(200);
    expect(browser.jar.list()).toEqual(cookies);
    limitFiles(server.pid, "unlimited");
    expect((await browser.post("/api/auth/refresh")).status).toBe(200);
  } finally {
    await server.stop();
  }
});

function limitFiles(pid: number, bytes: string): void {
  const { status, stderr } = spawnSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}
