/** The second step of a sign-in: the code of an app, a recovery code, a passkey, and setting up a first app. */
import { describe, expect, test } from "vitest";
import { signInBrowser } from "@/app/api/me/authenticators.fixture";
import { type Installation, install, MINUTE, PASSWORD, SECOND } from "@/lib/server/testing/installation";
import { addPhoneApp, addRecoveryCodes, PhoneApp } from "@/lib/server/testing/second-factors";
import * as reauthenticate from "../reauthenticate/route";
import { StepBrowser } from "./attempts.fixture";

const RIGHT = { email: "ada@example.com", password: PASSWORD };
const INVALID = { status: 401, json: { error: "invalid_code" }, setCookies: [] };

async function adaWithPhone(environment: Record<string, string> = {}) {
  const app = install(environment);
  const ada = await app.addUser("Ada");
  const { phone, id } = await addPhoneApp(app, ada.id);
  return { app, ada, phone, appId: id, browser: await atSecondStep() };
}

/** @returns a browser whose password was right */
async function atSecondStep(): Promise<StepBrowser> {
  const browser = new StepBrowser();
  await browser.logIn(RIGHT);
  return browser;
}

const living = async (app: Installation, userId: string) => (await app.db.listLiving(userId)).length;

describe("the code of an app", () => {
  test("completes the sign-in", async () => {
    const { app, ada, phone, browser } = await adaWithPhone();
    const answer = await browser.step("totp", { code: phone.code() });
    expect(answer).toMatchObject({
      status: 200,
      json: { status: "complete", user: { id: ada.id }, session: { authMethods: ["pwd", "otp"] } },
    });
    expect(browser.refreshCookies()).toHaveLength(1);
    expect(await living(app, ada.id)).toBe(1);
    expect((await browser.look()).json.attempt.status).toBe("complete");
    expect((await browser.step("totp", { code: phone.code() })).json).toMatchObject({
      error: "attempt_closed",
      details: { status: "complete" },
    });
  });

  test("twenty times at once: one session", async () => {
    const { app, ada, phone, browser } = await adaWithPhone();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => browser.twin().step("totp", { code: phone.code() })),
    );
    expect(answers.filter(({ json }) => json.status === "complete")).toHaveLength(1);
    expect(await living(app, ada.id)).toBe(1);
  });

  test("6.5.1: is good once, for a sign-in in another browser and for a step-up", async () => {
    const { app, phone, browser } = await adaWithPhone();
    const code = phone.code();
    await browser.step("totp", { code });
    expect(await (await atSecondStep()).step("totp", { code })).toMatchObject(INVALID);
    const stepUp = () =>
      browser.post(reauthenticate, "/api/auth/reauthenticate", { password: PASSWORD, code });
    expect(await stepUp()).toMatchObject(INVALID);
    app.pass(30 * SECOND);
    expect(await stepUp()).toMatchObject(INVALID);
    expect((await (await atSecondStep()).step("totp", { code: phone.code() })).status).toBe(200);
  });

  test("five wrong ones lock the app for a minute: not the attempt, the other factors or another user", async () => {
    const { app, ada, phone, browser } = await adaWithPhone({ RATE_LIMIT: "off" });
    const [recoveryCode] = await addRecoveryCodes(app, ada.id);
    for (let count = 0; count < 5; count += 1)
      expect(await browser.step("totp", { code: phone.wrongCode() })).toMatchObject(INVALID);
    const locked = await browser.step("totp", { code: phone.code() });
    expect(locked).toMatchObject({
      status: 429,
      json: { error: "factor_locked", details: { retryAfter: 60 } },
    });
    expect(locked.headers.get("retry-after")).toBe("60");
    expect((await browser.look()).json.attempt).toMatchObject({ status: "open", step: "totp" });
    const other = await atSecondStep();
    expect((await other.step("recovery-code", { code: recoveryCode })).json.status).toBe("complete");
    app.pass(MINUTE);
    expect((await browser.step("totp", { code: phone.code() })).json.status).toBe("complete");
  });

  test("is asked for in this browser alone, and at its step alone", async () => {
    const { phone, browser } = await adaWithPhone();
    const stranger = new StepBrowser();
    expect((await stranger.step("totp", { code: phone.code() }, browser.id)).status).toBe(404);
    const early = new StepBrowser();
    await early.begin();
    for (const name of ["totp", "recovery-code"])
      expect((await early.step(name, { code: phone.code() })).json.error).toBe("wrong_step");
    expect((await browser.step("totp-setup")).json.error).toBe("wrong_step");
    expect((await browser.step("totp-setup/confirm", { code: "1" })).json.error).toBe("wrong_step");
    expect((await browser.step("totp", { code: phone.code() })).status).toBe(200);
  });

  test("of another user's app is wrong", async () => {
    const { app, browser } = await adaWithPhone();
    const grace = await app.addUser("Grace");
    const { phone } = await addPhoneApp(app, grace.id);
    expect(await browser.step("totp", { code: phone.code() })).toMatchObject(INVALID);
  });

  test("after ten minutes is too late; after the password was changed it opens nothing", async () => {
    const { app, ada, phone, browser } = await adaWithPhone();
    const change = { kind: "update-user", id: ada.id, set: { passwordHash: "another" } } as const;
    const late = await atSecondStep();
    await app.db.changeAccount({ id: ada.id }, () => ({ outcome: null, changes: [change], events: [] }));
    expect((await browser.step("totp", { code: phone.code() })).json.error).toBe("attempt_closed");
    app.pass(10 * MINUTE);
    expect((await late.step("totp", { code: phone.code() })).json).toMatchObject({
      error: "attempt_closed",
      details: { status: "expired" },
    });
    expect(await living(app, ada.id)).toBe(0);
  });
});

describe("a recovery code", () => {
  test("completes the sign-in, and is spent", async () => {
    const { app, ada, browser } = await adaWithPhone();
    const [code = ""] = await addRecoveryCodes(app, ada.id);
    expect((await browser.step("recovery-code", { code: code.toLowerCase() })).json).toMatchObject({
      status: "complete",
      session: { authMethods: ["pwd", "recovery_code"] },
    });
    expect(await (await atSecondStep()).step("recovery-code", { code })).toMatchObject(INVALID);
    expect(await app.audit(ada.id)).toContain("recovery_code_used");
  });

  test("twenty times at once: one session", async () => {
    const { app, ada } = await adaWithPhone({ RATE_LIMIT: "off" });
    const [code] = await addRecoveryCodes(app, ada.id);
    const browsers = await Promise.all(Array.from({ length: 20 }, atSecondStep));
    const answers = await Promise.all(browsers.map((browser) => browser.step("recovery-code", { code })));
    expect(answers.filter(({ json }) => json.status === "complete")).toHaveLength(1);
    expect(await living(app, ada.id)).toBe(1);
  });

  test("is not taken where a code of the app is asked for, nor the other way round", async () => {
    const { app, ada, phone, browser } = await adaWithPhone();
    const [code] = await addRecoveryCodes(app, ada.id);
    expect(await browser.step("totp", { code })).toMatchObject(INVALID);
    expect(await browser.step("recovery-code", { code: phone.code() })).toMatchObject(INVALID);
    expect((await browser.step("recovery-code", { code })).status).toBe(200);
  });
});

describe("setting up a first app, with SECOND_FACTOR=required", () => {
  async function atSetUp() {
    const app = install({ SECOND_FACTOR: "required" });
    const ada = await app.addUser("Ada");
    return { app, ada, browser: await atSecondStep() };
  }

  test("gives a secret, then the session with the recovery codes", async () => {
    const { app, ada, browser } = await atSetUp();
    const { status, json } = await browser.step("totp-setup");
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual(["secret", "uri"]);
    const phone = new PhoneApp(app, json.secret);
    expect(await browser.step("totp-setup/confirm", { code: phone.wrongCode() })).toMatchObject(INVALID);
    const done = await browser.step("totp-setup/confirm", { code: phone.code() });
    expect(done.json).toMatchObject({ status: "complete", session: { authMethods: ["pwd", "otp"] } });
    expect(new Set(done.json.recoveryCodes).size).toBe(10);
    expect(await app.audit(ada.id)).toContain("factor_added");
    expect((await app.db.listMail(ada.email)).map(({ template }) => template)).toContain("factor_added");

    const again = await atSecondStep();
    expect((await again.step("totp", { code: phone.code() })).json.error).toBe("invalid_code");
    const [code] = done.json.recoveryCodes;
    expect((await again.step("recovery-code", { code })).json.status).toBe("complete");
  });

  test("the first code twenty times at once: one app, one session", async () => {
    const { app, ada, browser } = await atSetUp();
    const phone = new PhoneApp(app, (await browser.step("totp-setup")).json.secret);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => browser.twin().step("totp-setup/confirm", { code: phone.code() })),
    );
    expect(answers.filter(({ json }) => json.status === "complete")).toHaveLength(1);
    expect((await app.db.findSecondFactors(ada.id)).recoveryCodes).toHaveLength(10);
    expect(await living(app, ada.id)).toBe(1);
  });

  test("only the last secret that was shown is good, and nothing is good before one was", async () => {
    const { app, ada, browser } = await atSetUp();
    expect((await browser.step("totp-setup/confirm", { code: "123456" })).status).toBe(404);
    const first = new PhoneApp(app, (await browser.step("totp-setup")).json.secret);
    const second = new PhoneApp(app, (await browser.step("totp-setup")).json.secret);
    expect(await browser.step("totp-setup/confirm", { code: first.code() })).toMatchObject(INVALID);
    expect((await browser.step("totp-setup/confirm", { code: second.code() })).status).toBe(200);
    expect((await app.db.findSecondFactors(ada.id)).authenticators).toHaveLength(1);
  });

  test("live sessions of users without a factor go on", async () => {
    const { app } = await atSetUp();
    const { browser } = await signInBrowser(app);
    const answer = await browser.post(reauthenticate, "/api/auth/reauthenticate", { password: PASSWORD });
    expect(answer.status).toBe(200);
  });
});
