/** `POST /api/session/token`: tokens for other services. */
import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { DAY, install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as jwks from "../../../.well-known/jwks.json/route";
import * as logout from "../../auth/logout/route";
import * as me from "../../me/route";
import * as token from "./route";

async function signInBrowser() {
  const app = install();
  const browser = new TestBrowser();
  const { user } = await app.openSession(await app.addUser("Ada"));
  await browser.signInWith(await app.openSession(user));
  const ask = (json: unknown, headers = {}) => browser.post(token, "/api/session/token", json, { headers });
  return { app, browser, user, ask };
}

test("another service verifies the token from the JWKS alone; our own API refuses it", async () => {
  const { app, browser, user, ask } = await signInBrowser();
  const answer = await ask({ template: "reports" });
  expect(answer).toMatchObject({ status: 200, setCookies: [] });
  expect(answer.json).toEqual({
    token: expect.any(String),
    tokenType: "Bearer",
    expiresIn: 60,
    serverTime: new Date(app.now).toISOString(),
  });
  const keys = createLocalJWKSet((await new TestBrowser().get(jwks, "/.well-known/jwks.json")).json);
  const { payload } = await jwtVerify(answer.json.token, keys, {
    audience: "urn:latchkey:reports",
    issuer: app.config.origin,
    currentDate: new Date(app.now),
  });
  expect(payload.sub).toBe(user.id);
  const refused = await browser.get(me, "/api/me", { bearer: answer.json.token });
  expect(refused).toMatchObject({ status: 401, json: { error: "not_authenticated" } });
});

test("an unknown template is 404, a malformed body 400, an ended session 401", async () => {
  const { browser, ask } = await signInBrowser();
  for (const template of ["unknown", "constructor", "__proto__", ""])
    expect(await ask({ template })).toMatchObject({ status: 404, json: { error: "unknown_template" } });
  for (const body of [{}, { template: 1 }, { template: "x".repeat(65) }, { template: "reports", aud: "x" }])
    expect((await ask(body)).status).toBe(400);
  expect((await new TestBrowser().post(token, "/api/session/token", { template: "reports" })).status).toBe(
    401,
  );
  const bearer = browser.accessToken;
  await browser.post(logout, "/api/auth/logout");
  expect(await browser.post(token, "/api/session/token", { template: "reports" }, { bearer })).toMatchObject({
    status: 401,
    json: { error: "session_revoked" },
  });
});

test("a repeat under one key gets a token of its own, and none is stored", async () => {
  const { app, ask } = await signInBrowser();
  const key = { "idempotency-key": "one" };
  const [first, second] = [
    await ask({ template: "realtime" }, key),
    await ask({ template: "realtime" }, key),
  ];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.json.token).not.toBe(first.json.token);
  expect(await app.db.sweepAnswers(app.now + DAY)).toBe(0);
});
