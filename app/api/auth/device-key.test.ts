/** A session whose key is lost, and what DEVICE_BINDING decides. */
import { describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { newTestKey } from "@/lib/server/testing/test-key";
import { TestBrowser } from "@/lib/web/testing/browser";
import { boundBrowser, CREDENTIALS, KeyBrowser, REQUIRED, renew, STALE } from "./device-binding.fixture";
import * as login from "./login/route";
import * as reauthenticate from "./reauthenticate/route";

describe("a lost key", () => {
  const confirm = async (browser: KeyBrowser, sending?: Record<string, string>) =>
    browser.post(
      reauthenticate,
      "/api/auth/reauthenticate",
      { password: CREDENTIALS.password },
      { headers: sending ?? (await browser.proof("/api/auth/reauthenticate")) },
    );

  test("is replaced by a user who confirms the password, with a proof by the new one", async () => {
    const app = install();
    const { browser, id } = await boundBrowser(app);
    const old = new KeyBrowser(app, browser.key, browser.jar.copy());
    browser.key = await newTestKey();
    expect(await browser.renew()).toMatchObject(REQUIRED);
    expect(await confirm(browser, {})).toMatchObject(REQUIRED);
    expect((await confirm(browser)).status).toBe(200);
    expect((await app.session(id)).boundKey).toBe(browser.key.thumbprint);
    expect((await browser.renew()).status).toBe(200);
    expect(await old.renew()).toMatchObject(REQUIRED);
  });

  test("an old nonce is told before the password is looked at", async () => {
    const app = install();
    const { browser, id } = await boundBrowser(app);
    const headers = await browser.proof("/api/auth/reauthenticate", { nonce: undefined });
    expect(await confirm(browser, headers)).toMatchObject(STALE);
    expect((await app.session(id)).passwordAttempts).toBe(0);
    const { status } = await confirm(browser);
    expect(status).toBe(200);
  });

  test("another sign-in ends the old session as replaced", async () => {
    const app = install();
    const { browser, id } = await boundBrowser(app);
    browser.key = await newTestKey();
    const { json } = await browser.logIn();
    expect((await app.session(id)).endedReason).toBe("replaced");
    expect((await app.session(json.session.id)).boundKey).toBe(browser.key.thumbprint);
  });
});

describe("DEVICE_BINDING", () => {
  test("optional: without a proof the session is unbound, and refreshes without one", async () => {
    const app = install();
    await app.addUser("Ada");
    const browser = new TestBrowser();
    const { json } = await browser.post(login, "/api/auth/login", CREDENTIALS);
    expect(json.session.binding).toBeNull();
    expect((await renew(browser)).status).toBe(200);
  });

  test("required: a sign-in without a proof is refused before its password is looked at", async () => {
    const app = install({ DEVICE_BINDING: "required" });
    await app.addUser("Ada");
    const plain = new TestBrowser();
    for (const password of [CREDENTIALS.password, "x"]) {
      const refused = await plain.post(login, "/api/auth/login", { ...CREDENTIALS, password });
      expect(refused).toMatchObject({
        status: 403,
        json: { error: "device_key_unavailable" },
        setCookies: [],
      });
    }
    const browser = new KeyBrowser(app, await newTestKey());
    expect((await browser.logIn()).json).toMatchObject({ session: { binding: "key" } });
  });

  test("off: proofs are not looked at, no nonce is given, and bound sessions go on", async () => {
    const app = install();
    const { browser } = await boundBrowser(app);
    app.restart({ DEVICE_BINDING: "off" });
    const renewed = await renew(browser);
    expect(renewed.status).toBe(200);
    expect(renewed.headers.has("dpop-nonce")).toBe(false);
    const other = new KeyBrowser(app, await newTestKey());
    const headers = await other.proof("/api/auth/signup");
    const { json } = await other.post(login, "/api/auth/login", CREDENTIALS, { headers });
    expect(json.session.binding).toBeNull();
  });
});
