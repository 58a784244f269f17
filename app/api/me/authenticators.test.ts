/** The second factors of a signed-in user. */

import { describe, expect, test } from "vitest";
import { HOUR, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { addPhoneApp, PhoneApp } from "@/lib/server/testing/second-factors";
import { PRODUCT_NAME } from "@/lib/session/product";
import * as refresh from "../auth/refresh/route";
import { Listener } from "../session/events.fixture";
import {
  begin,
  confirmApp,
  list,
  newCodes,
  remove,
  rename,
  setUpApp,
  signedIn,
  signInBrowser,
} from "./authenticators.fixture";

const CODE = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;

describe("setting up an authenticator app", () => {
  test("gives its secret once, and counts for nothing until its first code", async () => {
    const { app, browser, user } = await signedIn();
    const started = await begin(browser);
    expect(started).toMatchObject({
      status: 201,
      json: { id: expect.any(String), secret: expect.stringMatching(/^[A-Z2-7]{32}$/) },
    });
    const site = encodeURIComponent(PRODUCT_NAME);
    expect(started.json.uri).toContain(`otpauth://totp/${site}:ada%40example.com?issuer=${site}&`);
    expect((await list(browser)).json).toEqual({ authenticators: [], recoveryCodesLeft: 0 });
    const { id, secret } = started.json;
    expect((await rename(browser, id, "Phone")).status).toBe(404);
    expect(await app.audit(user.id)).not.toContain("factor_added");
    expect(await app.db.listMail(user.email)).toEqual([]);

    const confirmed = await confirmApp(browser, id, new PhoneApp(app, secret).code());
    expect(confirmed.status).toBe(200);
    expect(confirmed.json.authenticator).toEqual({
      id,
      type: "totp",
      name: "Authenticator app",
      createdAt: new Date(app.now).toISOString(),
      lastUsedAt: new Date(app.now).toISOString(),
    });
    const { recoveryCodes } = confirmed.json;
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(CODE);
    expect((await list(browser)).json).toEqual({
      authenticators: [confirmed.json.authenticator],
      recoveryCodesLeft: 10,
    });
  });

  test("is told by e-mail and on the activity page", async () => {
    const { app, browser, user } = await signedIn();
    await setUpApp(app, browser);
    expect(await app.audit(user.id)).toContain("factor_added");
    const [mail] = await app.db.listMail(user.email);
    expect(mail).toMatchObject({
      template: "factor_added",
      values: { factor: "totp", name: "Ada" },
    });
  });

  test("gives recovery codes only with the first second factor", async () => {
    const { app, browser } = await signedIn();
    expect((await setUpApp(app, browser)).recoveryCodes).toHaveLength(10);
    expect((await setUpApp(app, browser)).recoveryCodes).toBeUndefined();
    expect((await list(browser)).json).toMatchObject({ recoveryCodesLeft: 10 });
    expect((await list(browser)).json.authenticators).toHaveLength(2);
  });

  test("a wrong code is refused, the fifth locks the app, and the right one works after a minute", async () => {
    const { app, browser } = await signedIn();
    const { id, secret } = (await begin(browser)).json;
    const phone = new PhoneApp(app, secret);
    for (let count = 0; count < 5; count += 1)
      expect(await confirmApp(browser, id, phone.wrongCode())).toMatchObject({
        status: 401,
        json: { error: "invalid_code" },
      });
    const locked = await confirmApp(browser, id, phone.code());
    expect(locked).toMatchObject({
      status: 429,
      json: { error: "factor_locked", details: { retryAfter: 60 } },
    });
    expect(locked.headers.get("retry-after")).toBe("60");
    app.pass(MINUTE);
    expect((await confirmApp(browser, id, phone.code())).status).toBe(200);
  });

  test("one that was begun an hour ago, replaced or confirmed is not found; nor is another user's", async () => {
    const { app, browser } = await signedIn();
    const first = (await begin(browser)).json;
    const second = (await begin(browser)).json;
    const code = ({ secret }: { secret: string }) => new PhoneApp(app, secret).code();
    expect((await confirmApp(browser, first.id, code(first))).status).toBe(404);
    const grace = await signInBrowser(app, "Grace");
    expect((await confirmApp(grace.browser, second.id, code(second))).status).toBe(404);
    expect((await confirmApp(browser, second.id, code(second))).status).toBe(200);
    app.pass(30 * SECOND);
    expect((await confirmApp(browser, second.id, code(second))).status).toBe(404);
    const late = (await begin(browser)).json;
    app.pass(HOUR);
    const again = await signInBrowser(app);
    expect((await confirmApp(again.browser, late.id, code(late))).status).toBe(404);
  });
});

describe("the list", () => {
  test("shows no secret and nothing of another user", async () => {
    const { app, browser } = await signedIn();
    const { id, secret } = (await begin(browser)).json;
    await confirmApp(browser, id, new PhoneApp(app, secret).code());
    expect((await list(browser)).text).not.toContain(secret);
    const grace = await signInBrowser(app, "Grace");
    expect((await list(grace.browser)).json).toEqual({ authenticators: [], recoveryCodesLeft: 0 });
  });
});

describe("naming", () => {
  test("changes the name, and is told to the user's other tabs", async () => {
    const { app, browser, user } = await signedIn();
    const { id } = await setUpApp(app, browser);
    const listener = await new Listener().open(browser);
    await listener.next();
    expect(await rename(browser, id, " My phone ")).toMatchObject({
      status: 200,
      json: { id, name: "My phone" },
    });
    expect((await list(browser)).json.authenticators).toMatchObject([{ name: "My phone" }]);
    expect(await listener.next()).toEqual({ event: "user-changed", data: {} });
    expect(await app.audit(user.id)).toContain("factor_renamed");
  });

  test.each(["", " ", "x".repeat(61), "a\nb"])("refuses %j", async (name) => {
    const { app, browser } = await signedIn();
    const { id } = await setUpApp(app, browser);
    expect((await rename(browser, id, name)).status).toBe(400);
  });

  test("of another user's is not found", async () => {
    const { app, browser } = await signedIn();
    const { id } = await setUpApp(app, browser);
    const grace = await signInBrowser(app, "Grace");
    expect((await rename(grace.browser, id, "Mine")).status).toBe(404);
  });
});

describe("removing", () => {
  test("the last one removes the recovery codes; it is told by e-mail and on the activity page", async () => {
    const { app, browser, user } = await signedIn();
    const { id } = await setUpApp(app, browser);
    const other = await setUpApp(app, browser);
    expect((await remove(browser, id)).status).toBe(204);
    expect((await list(browser)).json).toMatchObject({ recoveryCodesLeft: 10 });
    expect((await remove(browser, other.id)).status).toBe(204);
    expect((await list(browser)).json).toEqual({ authenticators: [], recoveryCodesLeft: 0 });
    expect((await remove(browser, id)).status).toBe(404);
    expect((await app.audit(user.id)).filter((event) => event === "factor_removed")).toHaveLength(2);
    const templates = (await app.db.listMail(user.email)).map(({ template }) => template);
    expect(templates.filter((template) => template === "factor_removed")).toHaveLength(2);
  });

  test("the last one is refused with SECOND_FACTOR=required", async () => {
    const { app, browser } = await signedIn({ SECOND_FACTOR: "required" });
    const { id } = await setUpApp(app, browser);
    const other = await setUpApp(app, browser);
    expect((await remove(browser, id)).status).toBe(204);
    expect(await remove(browser, other.id)).toMatchObject({
      status: 409,
      json: { error: "second_factor_needed" },
    });
    expect((await list(browser)).json.authenticators).toHaveLength(1);
  });

  test("another user's is not found, and stays", async () => {
    const { app, browser } = await signedIn();
    const { id } = await setUpApp(app, browser);
    const grace = await signInBrowser(app, "Grace");
    await setUpApp(app, grace.browser);
    expect((await remove(grace.browser, id)).status).toBe(404);
    expect((await list(browser)).json.authenticators).toHaveLength(1);
  });
});

describe("new recovery codes", () => {
  test("replace the old ones, and are told by e-mail", async () => {
    const { app, browser, user } = await signedIn();
    const { recoveryCodes = [] } = await setUpApp(app, browser);
    const answer = await newCodes(browser);
    expect(answer.status).toBe(200);
    expect(answer.json.recoveryCodes).toHaveLength(10);
    expect(answer.json.recoveryCodes.some((code: string) => recoveryCodes.includes(code))).toBe(false);
    expect((await list(browser)).json).toMatchObject({ recoveryCodesLeft: 10 });
    expect(await app.audit(user.id)).toContain("recovery_codes_made");
    const told = (await app.db.listMail(user.email)).map(({ values }) => values.factor);
    expect(told.sort()).toEqual(["recoveryCodes", "totp"]);
  });

  test("are refused to a user without a second factor", async () => {
    const { browser } = await signedIn();
    expect(await newCodes(browser)).toMatchObject({ status: 409, json: { error: "second_factor_needed" } });
  });
});

test("7.5.1: adding, removing and new recovery codes need a recent sign-in; the list, a name and the first code do not", async () => {
  const { app, browser, user } = await signedIn();
  const { id } = await addPhoneApp(app, user.id);
  const { id: begun, secret } = (await begin(browser)).json;
  app.pass(15 * MINUTE);
  await browser.post(refresh, "/api/auth/refresh");
  for (const answer of [await begin(browser), await remove(browser, id), await newCodes(browser)])
    expect(answer).toMatchObject({ status: 403, json: { error: "reauthentication_required" } });
  expect((await list(browser)).status).toBe(200);
  expect((await rename(browser, id, "Phone")).status).toBe(200);
  expect((await confirmApp(browser, begun, new PhoneApp(app, secret).code())).status).toBe(200);
});
