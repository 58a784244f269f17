import { signUpOverHttp } from "@/e2e/support/accounts";
import { storedUserData } from "@/e2e/support/database";
import {
  expectJson,
  expectPrivate,
  expectRefusal,
  keysOf,
  REFRESHED,
  SESSION,
  USER,
} from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

/** The members of `GET /api/session`, signed in or not, in alphabetical order. */
const SESSION_ANSWER = [
  "attempts",
  "authenticated",
  "impersonator",
  "organization",
  "serverTime",
  "signIns",
  "workspace",
];

test("a refresh answers a new token and the rotated cookie", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const before = browser.jar.find("latchkey_refresh");
  const answer = await browser.post("/api/auth/refresh");
  expectJson(answer, 200, REFRESHED);
  expect(keysOf(answer.json.session)).toEqual(SESSION);
  const after = browser.jar.find("latchkey_refresh");
  expect(after?.name).not.toBe(before?.name);
  expect(after?.value).not.toBe(before?.value);
  expect(browser.jar.list().filter(({ name }) => name.startsWith("latchkey_refresh"))).toHaveLength(1);
  expect(answer.text).not.toContain(after?.value);

  expectJson(await browser.post("/api/auth/refresh", { expectedUserId: userId }), 200, REFRESHED);
  const stored = storedUserData(server, userId);
  const mistaken = await browser.post("/api/auth/refresh", { expectedUserId: "another-user" });
  expectRefusal(mistaken, 409, "session_mismatch");
  expect(storedUserData(server, userId)).toEqual(stored);
});

test("a refresh without a cookie is refused", async ({ server }) => {
  expectRefusal(await new HttpBrowser(server).post("/api/auth/refresh"), 401, "not_authenticated");
});

test("logout ends the session, and is no error without a session", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const before = browser.steal();
  for (const _ of ["signed in", "signed out"]) {
    const answer = await browser.post("/api/auth/logout");
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expectPrivate(answer);
  }
  expect(browser.jar.find("latchkey_refresh")).toBeUndefined();
  expect((await new HttpBrowser(server).post("/api/auth/logout")).status).toBe(204);
  expectRefusal(await before.get("/api/me"), 401, "session_revoked");
  expectRefusal(await before.post("/api/auth/refresh"), 401, "session_revoked", "signed_out");
});

test("GET /api/session reports the session, signed in or not, and changes nothing", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const stored = storedUserData(server, userId);
  const signedIn = await browser.get("/api/session", { bearer: null });
  expectJson(signedIn, 200, [...SESSION_ANSWER, "session", "user"].sort());
  expect(signedIn.json).toMatchObject({ organization: null, workspace: null, impersonator: null });
  expect(signedIn.json.session).toMatchObject({ impersonator: null, binding: null });
  expect(signedIn.json.authenticated).toBe(true);
  expect([keysOf(signedIn.json.user), keysOf(signedIn.json.session)]).toEqual([USER, SESSION]);
  expect(signedIn.setCookies).toEqual([]);
  expect(storedUserData(server, userId)).toEqual(stored);

  const stranger = await new HttpBrowser(server).get("/api/session");
  expectJson(stranger, 200, SESSION_ANSWER);
  expect(stranger.json.authenticated).toBe(false);

  const before = browser.steal();
  await browser.post("/api/auth/logout");
  const ended = await before.get("/api/session");
  expectJson(ended, 200, [...SESSION_ANSWER, "end", "reason"].sort());
  expect(ended.json).toMatchObject({ authenticated: false, reason: "signed_out" });
  expect(keysOf(ended.json.end)).toEqual(["at", "by", "from", "reason", "sessionId"]);
});

test("an activity report answers the limits and cannot extend them by a false report", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const answer = await browser.post("/api/session/activity", { idleForSeconds: 0 });
  expectJson(answer, 200, ["absoluteExpiresAt", "idleExpiresAt", "serverTime"]);
  const { idleExpiresAt, serverTime } = answer.json;
  expect(Date.parse(idleExpiresAt)).toBeLessThanOrEqual(Date.parse(serverTime) + 1_800_000);
  const older = await browser.post("/api/session/activity", { idleForSeconds: 1000 });
  expect(older.json.idleExpiresAt).toBe(idleExpiresAt);
  for (const idleForSeconds of [-1, 0.5, "0", null, 1e300]) {
    expectRefusal(await browser.post("/api/session/activity", { idleForSeconds }), 400, "invalid_request");
  }
});
