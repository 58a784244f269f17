/** Re-authentication with a passkey: it is both factors. */
import { describe, expect, test } from "vitest";
import { install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import type { Falsified } from "@/lib/server/testing/software-authenticator";
import type { TestBrowser } from "@/lib/web/testing/browser";
import { beginPasskey, newCodes, remove, setUpPasskey, signInBrowser } from "../me/authenticators.fixture";
import * as options from "./reauthenticate/options/route";
import * as reauthenticate from "./reauthenticate/route";
import * as refresh from "./refresh/route";

const REFUSED = { status: 401, json: { error: "invalid_credential" }, setCookies: [] };

const begin = async (browser: TestBrowser) =>
  (await browser.post(options, "/api/auth/reauthenticate/options")).json.options;
const confirm = (browser: TestBrowser, body: object) =>
  browser.post(reauthenticate, "/api/auth/reauthenticate", body);

async function adaWithPasskey() {
  const app = install();
  const ada = await signInBrowser(app);
  const { key, id } = await setUpPasskey(ada.browser);
  return { app, ...ada, key, id: id as string };
}

describe("a passkey", () => {
  test("is enough, and makes the access token fresh", async () => {
    const { app, browser, key, user } = await adaWithPasskey();
    app.pass(20 * MINUTE);
    await browser.post(refresh, "/api/auth/refresh");
    expect((await newCodes(browser)).json.error).toBe("reauthentication_required");
    const asked = await begin(browser);
    expect(asked).toEqual({
      rpId: "localhost",
      challenge: expect.any(String),
      timeout: 5 * MINUTE,
      userVerification: "required",
    });
    expect((await confirm(browser, { credential: key.get(asked) })).status).toBe(200);
    expect((await newCodes(browser)).status).toBe(200);
    expect(await app.audit(user.id)).toContain("reauthenticated");
    const [stored] = (await app.db.findSecondFactors(user.id)).authenticators;
    expect(stored?.lastUsedAt).toBe(app.now);
  });

  test("of a user makes the password alone too little", async () => {
    const { browser } = await adaWithPasskey();
    expect((await confirm(browser, { password: PASSWORD })).json.error).toBe("second_factor_required");
  });

  const wrong: [string, Falsified][] = [
    ["of another origin", { origin: "https://evil.net" }],
    ["for another domain", { rpId: "evil.net" }],
    ["for another challenge", { challenge: "A".repeat(43) }],
    ["of the wrong type", { type: "webauthn.create" }],
    ["used in a frame of another site", { crossOrigin: true }],
    ["without user verification", { userVerified: false }],
    ["without a user", { userPresent: false }],
    ["signed by another key", { otherKey: true }],
    ["of an id that is unknown", { credentialId: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["that names another user", { userHandle: "A".repeat(43) }],
  ];
  test.each(wrong)("%s is refused, and nothing rotates", async (_, falsified) => {
    const { browser, key } = await adaWithPasskey();
    const before = browser.refreshCookies();
    const asked = await begin(browser);
    expect(await confirm(browser, { credential: key.get(asked, falsified) })).toMatchObject(REFUSED);
    expect(browser.refreshCookies()).toEqual(before);
  });

  test("works once for each challenge, for five minutes, and in this session alone", async () => {
    const { app, browser, key } = await adaWithPasskey();
    const there = await signInBrowser(app);
    const asked = await begin(browser);
    expect(await confirm(there.browser, { credential: key.get(asked) })).toMatchObject(REFUSED);
    expect((await confirm(browser, { credential: key.get(asked) })).status).toBe(200);
    expect(await confirm(browser, { credential: key.get(asked) })).toMatchObject(REFUSED);
    const late = await begin(browser);
    app.pass(5 * MINUTE);
    expect(await confirm(browser, { credential: key.get(late) })).toMatchObject(REFUSED);
  });

  test("the same challenge twenty times at once: one is right", async () => {
    const { browser, key } = await adaWithPasskey();
    const credential = key.get(await begin(browser));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => confirm(browser.copy(), { credential })),
    );
    expect(answers.filter(({ json }) => json.error === "invalid_credential")).toHaveLength(19);
  });

  test("of another user is refused, and so is one that was removed", async () => {
    const { app, browser, key, id } = await adaWithPasskey();
    const grace = await signInBrowser(app, "Grace");
    const other = await setUpPasskey(grace.browser);
    expect(await confirm(browser, { credential: other.key.get(await begin(browser)) })).toMatchObject(
      REFUSED,
    );
    await setUpPasskey(browser);
    const asked = await begin(browser);
    expect((await remove(browser, id)).status).toBe(204);
    expect(await confirm(browser, { credential: key.get(asked) })).toMatchObject(REFUSED);
  });

  test("a counter that has not grown is told to the user, and refuses nothing", async () => {
    const { app, browser, key, user } = await adaWithPasskey();
    const use = async (counter: number) =>
      (await confirm(browser, { credential: key.get(await begin(browser), { counter }) })).status;
    expect([await use(0), await use(7), await use(8)]).toEqual([200, 200, 200]);
    expect(await app.audit(user.id)).not.toContain("passkey_counter_fell");
    expect(await use(8)).toBe(200);
    expect((await app.audit(user.id)).filter((event) => event === "passkey_counter_fell")).toHaveLength(1);
  });
});

test("a body with a password and a passkey, or with neither, is none", async () => {
  const { browser, key } = await adaWithPasskey();
  const credential = key.get(await begin(browser));
  for (const body of [{}, { credential, password: PASSWORD }, { credential, code: "1" }, { code: "1" }])
    expect((await confirm(browser, body)).status).toBe(400);
  expect((await beginPasskey(browser)).status).toBe(200);
});
