import { randomBytes } from "node:crypto";
import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { startTestCluster } from "@/e2e/support/cluster";
import { runScript } from "@/e2e/support/command";
import { expect, test } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";

test("an installation moves from SQLite to PostgreSQL, and its users stay signed in", async () => {
  test.setTimeout(120_000);
  const database = await startTestCluster({ nodes: 0 });
  const env = {
    APP_URL: "http://sessions.example.com",
    ALLOW_HTTP: "on",
    RATE_LIMIT: "on",
    SESSION_SECRET: randomBytes(32).toString("base64url"),
  };
  const before = await startServer({ env });
  const target = { ...env, DATABASE_URL: database.postgres.url };
  try {
    const { account, browser } = await signUpOverHttp(before);
    const other = await signInOverHttp(before, account, { rememberMe: true });
    const { id } = (await browser.get("/api/session")).json.session;
    expect((await browser.patch(`/api/sessions/${id}`, { label: "Kitchen table" })).status).toBe(200);
    expect((await browser.post("/api/auth/refresh")).status).toBe(200);
    const lost = browser.steal();
    await browser.post("/api/auth/refresh", undefined, { loseAnswer: true });

    // Refused while the app runs.
    const move = () => runScript("migrate-sqlite-to-postgres", [before.databaseFile], target);
    expect(move()).toEqual({ status: 1, output: expect.stringContaining("is in use: stop the app first") });
    expect(await before.kill("SIGTERM")).toBe(0);
    expect(move()).toEqual({
      status: 0,
      output: expect.stringMatching(/^users +\d+ rows[\s\S]*no user is signed out/),
    });
    // Refused a second time.
    expect(move()).toEqual({ status: 1, output: expect.stringContaining("is not empty; nothing was moved") });

    const after = await startServer({ env: target });
    try {
      const [here, there, thief] = [browser.via(after), other.via(after), lost.via(after)];
      expect((await here.get("/api/me")).json.email).toBe(account.email);
      expect((await here.visit("/profile")).status).toBe(200);
      const renewed = await here.post("/api/auth/refresh"); // repeats a refresh whose answer was lost before the move
      expect(renewed.status, renewed.text).toBe(200);
      expect((await there.post("/api/auth/refresh")).status).toBe(200);
      const { sessions } = (await here.get("/api/sessions")).json;
      expect(sessions).toHaveLength(2);
      expect(sessions[0]).toMatchObject({ id, current: true, label: "Kitchen table" });
      expect((await thief.post("/api/auth/refresh")).setCookies[0]).toBe(renewed.setCookies[0]);
      await signInOverHttp(after, account);
    } finally {
      await after.stop();
    }
  } finally {
    await before.stop();
    await database.stop();
  }
});
