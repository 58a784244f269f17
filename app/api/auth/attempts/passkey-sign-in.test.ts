/** Signing in with a passkey: without an address, instead of a password, and after it. */
import { describe, expect, test } from "vitest";
import { remove, setUpPasskey, signInBrowser } from "@/app/api/me/authenticators.fixture";
import { type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import type { Falsified } from "@/lib/server/testing/software-authenticator";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as options from "../passkey/options/route";
import * as passkey from "../passkey/route";
import { StepBrowser } from "./attempts.fixture";

const REFUSED = { status: 401, json: { error: "invalid_credential" }, setCookies: [] };

const ask = async (browser: TestBrowser) =>
  (await browser.post(options, "/api/auth/passkey/options")).json.options;
const signIn = (browser: TestBrowser, credential: object, more: object = {}) =>
  browser.post(passkey, "/api/auth/passkey", { credential, ...more });

async function adaWithPasskey(environment: Record<string, string> = {}) {
  const app = install(environment);
  const ada = await signInBrowser(app);
  const { key, id } = await setUpPasskey(ada.browser);
  return { app, ada: ada.user, home: ada.browser, key, passkeyId: id as string };
}

const living = async (app: Installation, userId: string) => (await app.db.listLiving(userId)).length;

describe("without an address", () => {
  test("signs its user in: it is both factors", async () => {
    const { ada, key } = await adaWithPasskey({ SECOND_FACTOR: "required" });
    const browser = new TestBrowser();
    const asked = await browser.post(options, "/api/auth/passkey/options");
    expect(asked.setCookies.map((line) => line.split("=")[0])).toEqual(["latchkey_browser"]);
    expect(asked.json.options).not.toHaveProperty("allowCredentials");
    const answer = await signIn(browser, key.get(asked.json.options), { rememberMe: true });
    expect(answer).toMatchObject({
      status: 200,
      json: {
        status: "complete",
        user: { id: ada.id },
        session: { authMethods: ["passkey"], rememberMe: true },
      },
    });
    expect(browser.refreshCookies()).toHaveLength(1);
  });

  test("the options are the same for every browser, the challenge aside", async () => {
    const { home } = await adaWithPasskey();
    const { challenge: here, ...known } = await ask(home);
    const { challenge: there, ...unknown } = await ask(new TestBrowser());
    expect(known).toEqual(unknown);
    expect(here).not.toBe(there);
  });

  const wrong: [string, Falsified][] = [
    ["of another origin", { origin: "https://evil.net" }],
    ["for another domain", { rpId: "evil.net" }],
    ["for another challenge", { challenge: "A".repeat(43) }],
    ["of the wrong type", { type: "webauthn.create" }],
    ["used in a frame of another site", { crossOrigin: true }],
    ["without user verification", { userVerified: false }],
    ["signed by another key", { otherKey: true }],
    ["of an id that is unknown", { credentialId: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["that names another user", { userHandle: "A".repeat(43) }],
    ["that names no user", { userHandle: "" }],
  ];
  test.each(wrong)("a passkey %s opens nothing", async (_, falsified) => {
    const { app, ada, key } = await adaWithPasskey();
    const browser = new TestBrowser();
    expect(await signIn(browser, key.get(await ask(browser), falsified))).toMatchObject(REFUSED);
    expect(await living(app, ada.id)).toBe(1);
  });

  test("a challenge is good once, for five minutes, in its browser alone, and for nothing else", async () => {
    const { app, ada, home, key } = await adaWithPasskey();
    const browser = new TestBrowser();
    const credential = key.get(await ask(browser));
    expect(await signIn(new TestBrowser(), credential)).toMatchObject(REFUSED);
    expect(await signIn(home, credential)).toMatchObject(REFUSED);
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(browser.copy(), credential)));
    expect(answers.filter(({ json }) => json.status === "complete")).toHaveLength(1);
    expect(await living(app, ada.id)).toBe(2);
    const late = new TestBrowser();
    const old = key.get(await ask(late));
    app.pass(5 * MINUTE);
    expect(await signIn(late, old)).toMatchObject(REFUSED);
    const stepped = new StepBrowser();
    await stepped.begin();
    const ofStep = key.get((await stepped.step("passkey/options")).json.options);
    expect(await signIn(stepped, ofStep)).toMatchObject(REFUSED);
    const ofSignIn = key.get(await ask(stepped));
    expect(await stepped.step("passkey", { credential: ofSignIn })).toMatchObject(REFUSED);
  });

  test("a passkey that was removed, and one of a disabled user", async () => {
    const { app, ada, home, key, passkeyId } = await adaWithPasskey();
    const grace = await signInBrowser(app, "Grace");
    const other = await setUpPasskey(grace.browser);
    await remove(home, passkeyId);
    const browser = new TestBrowser();
    expect(await signIn(browser, key.get(await ask(browser)))).toMatchObject(REFUSED);
    await disable(app, grace.user.id);
    const answer = await signIn(browser, other.key.get(await ask(browser)));
    expect(answer).toMatchObject({ status: 403, json: { error: "account_disabled" }, setCookies: [] });
    expect(await living(app, ada.id)).toBe(1);
  });
});

describe("as a step of an attempt", () => {
  test("instead of the password", async () => {
    const { key } = await adaWithPasskey();
    const browser = new StepBrowser();
    await browser.begin();
    const { options } = (await browser.step("passkey/options")).json;
    expect(options).not.toHaveProperty("allowCredentials");
    const answer = await browser.step("passkey", { credential: key.get(options) });
    expect(answer.json).toMatchObject({ status: "complete", session: { authMethods: ["passkey"] } });
  });

  test("as the second factor, after the password", async () => {
    const { key } = await adaWithPasskey();
    const browser = new StepBrowser();
    const asked = await browser.logIn({ email: "ada@example.com", password: PASSWORD });
    expect(asked.json).toMatchObject({
      status: "needs_second_factor",
      attempt: { secondFactors: ["recovery_code", "passkey"] },
    });
    const { options } = (await browser.step("passkey/options")).json;
    const answer = await browser.step("passkey", { credential: key.get(options) });
    expect(answer.json).toMatchObject({ status: "complete", session: { authMethods: ["pwd", "passkey"] } });
  });

  test("of another user is refused, whether or not an account has the address", async () => {
    const { app, key } = await adaWithPasskey();
    await app.addUser("Grace");
    for (const email of ["grace@example.com", "unknown@example.com"]) {
      const browser = new StepBrowser();
      await browser.begin(email);
      const { options } = (await browser.step("passkey/options")).json;
      expect(await browser.step("passkey", { credential: key.get(options) })).toMatchObject(REFUSED);
      expect((await browser.look()).json.attempt).toMatchObject({ status: "open", step: "credential" });
    }
  });

  test("of another attempt, or in another browser", async () => {
    const { key } = await adaWithPasskey();
    const [browser, other] = [new StepBrowser(), new StepBrowser()];
    await browser.begin();
    const first = key.get((await browser.step("passkey/options")).json.options);
    expect((await other.step("passkey", { credential: first }, browser.id)).status).toBe(404);
    expect((await other.step("passkey/options", undefined, browser.id)).status).toBe(404);
    await browser.begin();
    expect(await browser.step("passkey", { credential: first })).toMatchObject(REFUSED);
  });
});

async function disable(app: Installation, userId: string): Promise<void> {
  await app.db.changeAccount({ id: userId }, (_, now) => ({
    outcome: null,
    changes: [{ kind: "update-user", id: userId, set: { disabledAt: now } }],
    events: [],
  }));
}
