import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { auditEventNames } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import type { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";
import { advanceServerClock } from "@/e2e/support/server-clock";

/** Seconds. */
const GRACE = 30;
test.use({ settings: { env: { ROTATION_GRACE: String(GRACE) } } });

const refresh = (browser: HttpBrowser) => browser.post("/api/auth/refresh");

/** A lost answer is given again, even long after the grace, as long as its successor is not in use. */
test("a laptop that was closed before its answer arrived stays signed in when it opens", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  const lost = await browser.post("/api/auth/refresh", undefined, { loseAnswer: true });
  await advanceServerClock(server, GRACE + 1);
  const again = await refresh(browser);
  expect(again.status).toBe(200);
  expect(again.json.session.id).toBe(lost.json.session.id);
  expect((await refresh(browser)).status).toBe(200);
});

test("a thief who always rotates first is detected when the owner is late for the third time", async ({
  server,
}) => {
  const { browser, userId } = await signUpOverHttp(server);
  const thief = browser.steal();
  for (let round = 1; round <= 2; round++) {
    expect((await refresh(thief)).status).toBe(200);
    await advanceServerClock(server, GRACE + 1);
    expect((await refresh(browser)).status).toBe(200);
  }
  expect((await refresh(thief)).status).toBe(200);
  await advanceServerClock(server, GRACE + 1);
  expectRefusal(await refresh(browser), 401, "session_revoked", "reuse_detected");
  expectRefusal(await refresh(thief), 401, "session_revoked", "reuse_detected");
  expect(auditEventNames(server, userId)).toContain("reuse_detected");
});

test("a browser killed after two page loads restarts with the token from before them, and stays signed in in all its tabs", async ({
  server,
}) => {
  const { browser, userId } = await signUpOverHttp(server);
  const killed = browser.steal();
  await refresh(browser);
  await refresh(browser);
  await advanceServerClock(server, GRACE + 1);
  expect((await killed.visit("/dashboard")).status).toBe(200);
  expect((await refresh(killed.steal())).status).toBe(200);
  expect((await refresh(killed)).status).toBe(200);
  expect((await killed.get("/api/me")).status).toBe(200);
  expect((await refresh(killed)).status).toBe(200);
  expect(auditEventNames(server, userId)).toEqual(["signed_up"]);
});

test("a sign-out with a token from before a password change ends nothing", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  const thief = browser.steal();
  const change = { currentPassword: account.password, newPassword: "seven quiet lanterns" };
  await browser.post("/api/me/password", change);
  expect((await thief.post("/api/auth/logout")).status).toBe(204);
  expect((await browser.get("/api/me")).status).toBe(200);
  expect((await refresh(browser)).status).toBe(200);
});

test("a stolen token used after its successor is in use ends the session on all devices", async ({
  server,
}) => {
  const { account, browser, userId } = await signUpOverHttp(server);
  const otherDevice = await signInOverHttp(server, account);
  const thief = browser.steal();
  await refresh(browser);
  await advanceServerClock(server, GRACE + 1);
  expect((await browser.get("/api/me")).status).toBe(200); // from here on the successor counts as in use
  await advanceServerClock(server, GRACE + 1);

  expectRefusal(await refresh(thief), 401, "session_revoked", "reuse_detected");
  // The newest token is revoked, too, in both forms.
  expectRefusal(await refresh(browser), 401, "session_revoked", "reuse_detected");
  expectRefusal(await browser.get("/api/me"), 401, "session_revoked", "reuse_detected");
  expect((await browser.get("/api/session")).json).toMatchObject({
    authenticated: false,
    reason: "reuse_detected",
  });
  const page = await browser.visit("/profile");
  expect(page.status).toBe(307);
  expect(page.headers.location).toMatch(/\/login\?reason=reuse_detected&returnTo=%2Fprofile$/);
  const login = await browser.visit("/login?reason=reuse_detected");
  expect(login.text).toContain("its sign-in token was used twice");

  expect(auditEventNames(server, userId)).toContain("reuse_detected");
  const after = await signInOverHttp(server, account, { browser });
  const activity = (await after.visit("/profile/activity")).text;
  expect(activity).toMatch(/sign-in token was used twice/i);
  // Only the tokens of this session are revoked.
  expect((await otherDevice.get("/api/me")).status).toBe(200);
});

test("a token whose successor was rotated before the grace ends the session", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const thief = browser.steal();
  await refresh(browser);
  await advanceServerClock(server, GRACE + 1);
  await refresh(browser);
  await advanceServerClock(server, GRACE + 1);
  expectRefusal(await refresh(thief), 401, "session_revoked", "reuse_detected");
  expectRefusal(await refresh(browser), 401, "session_revoked", "reuse_detected");
  expect(auditEventNames(server, userId)).toContain("reuse_detected");
});

test("a token from before a password change gets nothing at any time, and ends nothing", async ({
  server,
}) => {
  const { account, browser } = await signUpOverHttp(server);
  const thief = browser.steal();
  const change = { currentPassword: account.password, newPassword: "seven quiet lanterns" };
  await browser.post("/api/me/password", change);
  await refresh(browser);
  await advanceServerClock(server, GRACE + 1);
  expectRefusal(await refresh(thief), 409, "superseded");
  expect((await refresh(browser)).status).toBe(200);
});

test("token reuse is detected after a restart", async () => {
  const server = await startServer({ env: { ROTATION_GRACE: String(GRACE), REUSE_RESPONSE: "user" } });
  try {
    const { account, browser } = await signUpOverHttp(server);
    const otherDevice = await signInOverHttp(server, account);
    const thief = browser.steal();
    await refresh(browser);
    await advanceServerClock(server, GRACE + 1);
    await refresh(browser);
    await server.kill();
    await server.restart();
    await advanceServerClock(server, GRACE + 1);
    expectRefusal(await refresh(thief), 401, "session_revoked", "reuse_detected");
    // REUSE_RESPONSE is set so that reuse ends all of the user's sessions.
    expectRefusal(await refresh(otherDevice), 401, "session_revoked", "reuse_detected");
  } finally {
    await server.stop();
  }
});
