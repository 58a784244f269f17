import { signUpOverHttp } from "@/e2e/support/accounts";
import { appCode } from "@/e2e/support/authenticators";
import { readDatabase } from "@/e2e/support/database";
import { HttpBrowser, isConnectionError } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { lastMail } from "@/e2e/support/outbox";
import { startServer } from "@/e2e/support/server";
import { expectSoundChains, type SessionRow, type TokenRow } from "@/e2e/support/token-chain-assertions";

const KILLS = 10;
const BROWSERS = 6;

test("killed in the middle of refreshes, repeatedly: no session is lost, and no token has two successors", async () => {
  test.setTimeout(180_000);
  const server = await startServer();
  try {
    const people = await Promise.all(Array.from({ length: BROWSERS }, () => signUpOverHttp(server)));
    let rotations = 0;
    let lostAnswers = 0;

    for (let kill = 1; kill <= KILLS; kill++) {
      let isAlive = true;
      let answered = 0;
      let reachEnough = () => {};
      const enough = new Promise<void>((resolve) => {
        reachEnough = resolve;
      });
      /** Rotates without a pause until the server is gone. A missing response counts as lost. */
      const keepRefreshing = async (browser: HttpBrowser) => {
        while (isAlive) {
          try {
            const { status, text } = await browser.post("/api/auth/refresh");
            expect(status, text).toBe(200);
            rotations++;
            if (++answered >= BROWSERS * 2 + kill) reachEnough();
          } catch (error) {
            if (!isConnectionError(error)) throw error;
            lostAnswers++;
            return;
          }
        }
      };
      const refreshing = people.map(({ browser }) => keepRefreshing(browser));
      await Promise.race([enough, Promise.all(refreshing)]);
      await server.kill();
      isAlive = false;
      await Promise.all(refreshing);
      await server.restart();

      // Every browser continues with the last response it received.
      for (const { browser } of people) {
        const answer = await browser.post("/api/auth/refresh");
        expect(answer.status, answer.text).toBe(200);
        expect((await browser.get("/api/me")).status).toBe(200);
      }
      expectSound(server);
    }
    expect(rotations).toBeGreaterThan(KILLS * BROWSERS);
    expect(lostAnswers).toBeGreaterThan(0);
  } finally {
    await server.stop();
  }
});

test("a session whose end was acknowledged stays ended when the server is killed right after", async () => {
  const server = await startServer();
  try {
    for (let round = 0; round < 2; round++) {
      const people = await Promise.all(Array.from({ length: 4 }, () => signUpOverHttp(server)));
      const before = people.map(({ browser }) => browser.steal());
      await Promise.all(people.map(({ browser }) => browser.post("/api/auth/logout")));
      await server.kill();
      await server.restart();
      for (const browser of before) {
        expect((await browser.post("/api/auth/refresh")).json.details.reason).toBe("signed_out");
        expect((await browser.get("/api/me")).status).toBe(401);
      }
    }
    expectSound(server);
  } finally {
    await server.stop();
  }
});

test("killed between two steps of a sign-in: nothing is half done, and the attempt goes on", async () => {
  const server = await startServer();
  try {
    const { account, browser, userId } = await signUpOverHttp(server);
    const { id, secret } = (await browser.post("/api/me/authenticators/totp")).json;
    const code = await appCode(server, secret);
    const added = await browser.post(`/api/me/authenticators/totp/${id}/confirm`, { code });
    expect(added.json.recoveryCodes).toHaveLength(10);
    await server.advanceClock(60_000); // each code is good once

    const other = new HttpBrowser(server);
    const { email, password } = account;
    const begun = await other.post("/api/auth/login", { email, password });
    expect(begun.json.status).toBe("needs_second_factor");
    const path = `/api/auth/attempts/${begun.json.attempt.id}`;
    const third = new HttpBrowser(server);
    const { attempt } = (await third.post("/api/auth/attempts", { email })).json;
    await third.post(`/api/auth/attempts/${attempt.id}/email-code`);
    await server.kill();
    await server.restart();
    const count = "select count(*) from sessions where user_id = ?";
    const sessions = () => readDatabase(server, (db) => db.prepare(count).pluck().get(userId));
    expect((await other.get(path)).json.attempt).toMatchObject({ status: "open", step: "totp" });
    expect((await other.get("/api/session")).json).toMatchObject({
      authenticated: false,
      attempts: [{ id: begun.json.attempt.id }],
    });
    // The message is in the database together with its code.
    const mailed = await lastMail(server, email);
    const right = await third.post(`/api/auth/attempts/${attempt.id}/code`, { code: mailed.code });
    expect(right.json.status).toBe("needs_second_factor");
    expect(sessions()).toBe(1);

    // Killed in the middle of the last step, whose answer may be lost: it is done or it is not.
    const last = { code: await appCode(server, secret) };
    const sent = other.post(`${path}/totp`, last).catch(() => null);
    await server.kill();
    await sent;
    await server.restart();
    const { status } = (await other.get(path)).json.attempt;
    expect(sessions()).toBe(status === "complete" ? 2 : 1);
    if (status === "open") {
      const again = { code: await appCode(server, secret) };
      expect((await other.post(`${path}/totp`, again)).json.status).toBe("complete");
    }
    expect(sessions()).toBe(2);
    expectSound(server);
  } finally {
    await server.stop();
  }
});

/** The database file is intact, and so is every chain of tokens in it. */
function expectSound(server: { databaseFile: string }): void {
  readDatabase(server, (db) => {
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(db.pragma("foreign_key_check")).toEqual([]);
    expectSoundChains(
      db.prepare("select id, generation, ended_at from sessions").all() as SessionRow[],
      db.prepare("select * from refresh_tokens order by session_id, generation").all() as TokenRow[],
    );
  });
}
