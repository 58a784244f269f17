/** Which answers ask a browser to register a key of its own (Device Bound Session Credentials): every way in, and a re-authentication. */
import { describe, expect, test } from "vitest";
import { install, MINUTE, PASSWORD, SECOND } from "@/lib/server/testing/installation";
import { newTestKey } from "@/lib/server/testing/test-key";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as session from "../session/route";
import { BOUND, doublyBoundBrowser, OVER, offerOf, registeredBrowser, registerKey } from "./dbsc.fixture";
import { boundBrowser, KeyBrowser, REQUIRED, renew } from "./device-binding.fixture";
import { signInWithClaims, withFakeIssuer } from "./oidc/fake-issuer.fixture";
import * as reauthenticate from "./reauthenticate/route";

const HEADER = "secure-session-registration";
const confirm = (browser: KeyBrowser) =>
  browser.postProven(reauthenticate, "/api/auth/reauthenticate", { password: PASSWORD });

test("the callback of an identity provider asks for it, and the browser registers", async () => {
  const { app, issuer } = withFakeIssuer();
  const browser = new TestBrowser();
  const answer = await signInWithClaims(issuer, browser);
  expect(answer.status).toBe(303);
  expect(offerOf(answer)).toEqual({
    challenge: expect.stringMatching(/./),
    authorization: expect.stringMatching(/./),
  });
  expect((await registerKey(browser, answer)).response.status).toBe(200);
  const { id, binding } = (await browser.get(session, "/api/session")).json.session;
  expect(binding).toBe("dbsc");
  browser.jar.delete(`${BOUND}${id}`);
  expect(await renew(browser)).toMatchObject(REQUIRED);
  expect((await app.session(id)).endedAt).toBeNull();
});

test("a callback that signs nobody in does not", async () => {
  const { issuer } = withFakeIssuer();
  const answer = await signInWithClaims(issuer, new TestBrowser(), { aud: "another" });
  expect([answer.status, answer.headers.has(HEADER)]).toEqual([303, false]);
});

describe("a re-authentication", () => {
  test("asks for it, however old the session is, and the lost key gives way to the browser's own", async () => {
    const app = install();
    const { browser, id } = await boundBrowser(app);
    app.pass(10 * MINUTE);
    browser.key = await newTestKey(); // the first one was lost
    expect(await browser.renew()).toMatchObject(REQUIRED);
    const answer = await confirm(browser);
    expect(answer.status).toBe(200);
    expect((await registerKey(browser, answer)).response.status).toBe(200);
    expect((await app.session(id)).binding).toBe("dbsc");
    expect((await renew(browser)).status).toBe(200);
    browser.jar.delete(`${BOUND}${id}`);
    expect(await renew(browser)).toMatchObject(REQUIRED);
    expect((await browser.renew()).status).toBe(200);
  });

  test("is answered within ten seconds, like a sign-in", async () => {
    const app = install();
    const { browser, id } = await doublyBoundBrowser(app);
    app.pass(MINUTE);
    const answer = await confirm(browser);
    app.pass(10 * SECOND);
    expect((await registerKey(browser, answer)).response).toMatchObject(OVER);
    expect((await app.session(id)).binding).toBe("key");
  });

  test("asks nothing of a browser that has registered, or with binding off", async () => {
    const app = install();
    const { browser, key } = await registeredBrowser(app);
    const owner = new KeyBrowser(app, await newTestKey(), browser.jar);
    owner.accessToken = browser.accessToken;
    const proven = await owner.post(reauthenticate, "/api/auth/reauthenticate", { password: PASSWORD });
    expect([proven.status, proven.headers.has(HEADER)]).toEqual([200, false]);
    expect(key.thumbprint).toMatch(/./);
    app.restart({ DEVICE_BINDING: "off" });
    const unasked = await owner.post(reauthenticate, "/api/auth/reauthenticate", { password: PASSWORD });
    expect([unasked.status, unasked.headers.has(HEADER)]).toEqual([200, false]);
  });
});

test("a refresh asks for nothing: a cookie alone binds no key", async () => {
  const { browser } = await doublyBoundBrowser(install());
  expect((await browser.renew()).headers.has(HEADER)).toBe(false);
});
