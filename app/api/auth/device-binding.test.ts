/** Sessions that are bound to a key of their browser (RFC 9449), as browsers see them. */
import { describe, expect, test } from "vitest";
import { newProofNonce } from "@/lib/server/device-binding/proof-nonce";
import { GRACE, HOUR, install, MINUTE, onEveryEngine, SECOND } from "@/lib/server/testing/installation";
import { newTestKey } from "@/lib/server/testing/test-key";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as me from "../me/route";
import * as session from "../session/route";
import { boundBrowser, CREDENTIALS, KeyBrowser, REQUIRED, renew, STALE } from "./device-binding.fixture";
import * as login from "./login/route";
import * as logout from "./logout/route";

const PATH = "/api/auth/refresh";

onEveryEngine((installHere) => {
  test("a sign-in with a proof is bound to its key, and refreshes with proofs by it", async () => {
    const app = await installHere();
    const { browser, id } = await boundBrowser(app);
    expect(await app.session(id)).toMatchObject({ binding: "key", boundKey: browser.key.thumbprint });
    const answer = await browser.renew();
    expect(answer).toMatchObject({ status: 200, json: { session: { id, binding: "key" } } });
    expect(answer.headers.get("dpop-nonce")).toBe(newProofNonce(app.now));
  });

  test("a stolen jar is useless in a plain client, and its owner goes on", async () => {
    const app = await installHere({ IDLE_TIMEOUT: "7200" });
    const { ada, browser, id } = await boundBrowser(app);
    const thief = browser.copy();
    for (const _ of [1, 2]) {
      const refused = await renew(thief);
      expect(refused).toMatchObject({ ...REQUIRED, setCookies: [] });
      expect(refused.headers.get("www-authenticate")).toBe(
        'Bearer error="invalid_token", error_description="device_proof_required"',
      );
      expect((await browser.renew()).status).toBe(200);
      app.pass(MINUTE);
    }
    expect((await app.session(id)).endedAt).toBeNull();
    expect(await app.audit(ada.id)).toEqual(["signed_in_new_browser", "device_proof_refused"]);
    app.pass(HOUR - 2 * MINUTE);
    await renew(browser.copy());
    expect((await app.audit(ada.id)).filter((name) => name === "device_proof_refused")).toHaveLength(2);
  });

  test("a proof is good once, also when it comes twice at the same moment", async () => {
    const app = await installHere();
    const { browser } = await boundBrowser(app);
    const thief = browser.copy();
    const headers = await browser.proof(PATH);
    const answers = await Promise.all([renew(browser, headers), renew(thief, headers)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(await renew(browser, headers)).toMatchObject(REQUIRED);
    expect((await browser.renew()).status).toBe(200);
  });

  test("a proof of a sign-in is good once", async () => {
    const app = await installHere();
    await app.addUser("Ada");
    const browser = new KeyBrowser(app, await newTestKey());
    const headers = await browser.proof("/api/auth/login");
    const enter = () => new TestBrowser().post(login, "/api/auth/login", CREDENTIALS, { headers });
    expect((await enter()).status).toBe(200);
    expect(await enter()).toMatchObject({ ...REQUIRED, setCookies: [] });
  });

  test("two tabs with one key race, and get the same token", async () => {
    const app = await installHere();
    const { browser } = await boundBrowser(app);
    const tab = new KeyBrowser(app, browser.key, browser.jar.copy());
    const answers = await Promise.all([browser.renew(), tab.renew()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(tab.refreshCookies()).toEqual(browser.refreshCookies());
  });

  test("a reused token ends the session, with a proof or without one", async () => {
    for (const isProven of [true, false]) {
      const app = await installHere();
      const { browser, id } = await boundBrowser(app);
      const old = new KeyBrowser(app, browser.key, browser.jar.copy());
      for (const _ of [1, 2]) {
        await browser.renew();
        app.pass(GRACE + SECOND);
      }
      const answer = isProven ? await old.renew() : await renew(old);
      expect(answer).toMatchObject({ status: 401, json: { details: { reason: "reuse_detected" } } });
      expect((await app.session(id)).endedReason).toBe("reuse_detected");
    }
  });
});

describe("nonces", () => {
  test("without one, or with an old one, the answer brings another, and the session goes on", async () => {
    const app = install();
    const { ada, browser } = await boundBrowser(app);
    for (const nonce of [undefined, "1.made-up", newProofNonce(app.now - 2 * MINUTE)]) {
      const refused = await renew(browser, await browser.proof(PATH, { nonce }));
      expect(refused).toMatchObject({ ...STALE, setCookies: [] });
      const next = refused.headers.get("dpop-nonce") ?? "";
      expect((await renew(browser, await browser.proof(PATH, { nonce: next }))).status).toBe(200);
    }
    expect(await app.audit(ada.id)).toEqual(["signed_in_new_browser"]);
  });

  test("a sign-in without one is told so before its password is looked at", async () => {
    const app = install();
    await app.addUser("Ada");
    const browser = new KeyBrowser(app, await newTestKey());
    const headers = await browser.proof("/api/auth/login", { nonce: undefined });
    const refused = await browser.post(
      login,
      "/api/auth/login",
      { ...CREDENTIALS, password: "x" },
      { headers },
    );
    expect(refused).toMatchObject(STALE);
    expect(refused.headers.get("dpop-nonce")).toBe(newProofNonce(app.now));
  });
});

test("a bad proof at a sign-in is refused before the password is looked at", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  const browser = new KeyBrowser(app, await newTestKey());
  for (let count = 0; count < 12; count += 1) {
    const headers = await browser.proof("/api/auth/signup");
    const wrong = { ...CREDENTIALS, password: "not this one" };
    expect(await browser.post(login, "/api/auth/login", wrong, { headers })).toMatchObject(REQUIRED);
  }
  expect(await app.audit(ada.id)).toEqual([]);
  expect((await browser.logIn()).status).toBe(200); // no attempt was counted
});

test("reading, signing out and calls with a bearer need no proof", async () => {
  const app = install();
  const { browser, id } = await boundBrowser(app);
  expect((await browser.get(session, "/api/session")).json).toMatchObject({ authenticated: true });
  expect((await browser.get(me, "/api/me")).status).toBe(200);
  expect((await browser.post(logout, "/api/auth/logout")).status).toBe(204);
  expect((await app.session(id)).endedReason).toBe("signed_out");
});

test("while the database is away the answer is 503, and the cookies stay", async () => {
  const app = install();
  const { browser } = await boundBrowser(app);
  const cookies = browser.cookieHeader();
  const { changeByToken } = app.db;
  app.db.changeByToken = async () => {
    throw Object.assign(new Error("away"), { name: "DatabaseUnavailable" });
  };
  expect(await browser.renew()).toMatchObject({ status: 503, setCookies: [] });
  app.db.changeByToken = changeByToken;
  expect(browser.cookieHeader()).toBe(cookies);
  expect((await browser.renew()).status).toBe(200);
});
