/** Re-authentication by a user who has a second factor. */
import { describe, expect, test } from "vitest";
import { actorOf } from "@/lib/server/client-info";
import { spendSecondFactorCode } from "@/lib/server/factors/second-factors";
import {
  type Installation,
  install,
  MINUTE,
  PASSWORD,
  requester,
  SECOND,
} from "@/lib/server/testing/installation";
import { addPhoneApp, addRecoveryCodes } from "@/lib/server/testing/second-factors";
import type { TestBrowser } from "@/lib/web/testing/browser";
import { newCodes, signInBrowser } from "../me/authenticators.fixture";
import * as reauthenticate from "./reauthenticate/route";
import * as refresh from "./refresh/route";

const confirm = (browser: TestBrowser, body: object) =>
  browser.post(reauthenticate, "/api/auth/reauthenticate", body);
const renew = (browser: TestBrowser) => browser.post(refresh, "/api/auth/refresh");

async function adaWithApp(app: Installation = install()) {
  const ada = await signInBrowser(app);
  return { app, ...ada, ...(await addPhoneApp(app, ada.user.id)) };
}

describe("a user with a second factor", () => {
  test("gives it with the password", async () => {
    const { app, browser, phone } = await adaWithApp();
    app.pass(20 * MINUTE);
    await renew(browser);
    expect((await newCodes(browser)).json.error).toBe("reauthentication_required");
    expect((await confirm(browser, { password: PASSWORD, code: phone.code() })).status).toBe(200);
    expect((await newCodes(browser)).status).toBe(200);
  });

  test("without it is refused, after the right password alone; nothing rotates", async () => {
    const { browser } = await adaWithApp();
    const before = browser.refreshCookies();
    expect(await confirm(browser, { password: PASSWORD })).toMatchObject({
      status: 403,
      json: { error: "second_factor_required" },
      setCookies: [],
    });
    expect(await confirm(browser, { password: "not the password" })).toMatchObject({
      status: 401,
      json: { error: "invalid_credentials" },
    });
    expect(browser.refreshCookies()).toEqual(before);
    expect((await renew(browser)).status).toBe(200);
  });

  test("with a wrong password does not spend the code", async () => {
    const { browser, phone } = await adaWithApp();
    expect((await confirm(browser, { password: "not the password", code: phone.code() })).status).toBe(401);
    expect((await confirm(browser, { password: PASSWORD, code: phone.code() })).status).toBe(200);
  });

  test("with a wrong code is refused; the fifth locks the app, not the account", async () => {
    const { app, browser, phone, user } = await adaWithApp(install({ RATE_LIMIT: "off" }));
    const [recoveryCode] = await addRecoveryCodes(app, user.id);
    for (let count = 0; count < 5; count += 1)
      expect(await confirm(browser, { password: PASSWORD, code: phone.wrongCode() })).toMatchObject({
        status: 401,
        json: { error: "invalid_code" },
        setCookies: [],
      });
    const locked = await confirm(browser, { password: PASSWORD, code: phone.code() });
    expect(locked).toMatchObject({ status: 429, json: { error: "factor_locked" } });
    expect(locked.headers.get("retry-after")).toBe("60");
    expect((await app.audit(user.id)).filter((event) => event === "second_factor_failed")).toHaveLength(5);
    expect((await confirm(browser, { password: PASSWORD, code: recoveryCode })).status).toBe(200);
    expect((await confirm(browser, { password: PASSWORD, code: recoveryCode })).status).toBe(401);
  });

  test("6.5.1: the code of a sign-in is not good for a step-up, nor the one of a step-up for another", async () => {
    const { app, browser, phone, user } = await adaWithApp();
    const there = await signInBrowser(app);
    const from = { userId: user.id, actor: actorOf(requester(), null) };
    expect(await spendSecondFactorCode(phone.code(), from)).toEqual({ kind: "totp" });
    const again = () => confirm(browser, { password: PASSWORD, code: phone.code() });
    expect((await again()).json.error).toBe("invalid_code");
    app.pass(30 * SECOND);
    expect((await again()).status).toBe(200);
    const elsewhere = await confirm(there.browser, { password: PASSWORD, code: phone.code() });
    expect(elsewhere.json.error).toBe("invalid_code");
  });
});

test("an app whose set-up was not finished is not asked for, and a user without one gives the password alone", async () => {
  const app = install();
  const { browser, user } = await signInBrowser(app);
  expect((await confirm(browser, { password: PASSWORD, code: "123456" })).status).toBe(200);
  await addPhoneApp(app, user.id, { confirmedAt: null });
  expect((await confirm(browser, { password: PASSWORD })).status).toBe(200);
});
