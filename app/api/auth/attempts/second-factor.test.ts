/** Sign-ins that a password alone does not complete. */
import { describe, expect, test } from "vitest";
import * as session from "@/app/api/session/route";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { addPhoneApp, addRecoveryCodes, PhoneApp } from "@/lib/server/testing/second-factors";
import { lastMessage, StepBrowser } from "./attempts.fixture";

const RIGHT = { email: "ada@example.com", password: PASSWORD };

describe("a user with a second factor", () => {
  async function withPhone(environment = {}) {
    const app = install(environment);
    const ada = await app.addUser("Ada");
    await addPhoneApp(app, ada.id);
    return { app, ada, browser: new StepBrowser() };
  }

  test("signs in with a password: no token and no refresh cookie, but an attempt", async () => {
    const { app, ada, browser } = await withPhone();
    await addRecoveryCodes(app, ada.id);
    const answer = await browser.logIn({ ...RIGHT, rememberMe: true });
    expect(answer).toMatchObject({
      status: 200,
      json: {
        status: "needs_second_factor",
        attempt: {
          kind: "sign_in",
          step: "totp",
          secondFactorRequired: true,
          secondFactors: ["totp", "recovery_code"],
          remainingSteps: ["totp"],
          rememberMe: true,
        },
      },
    });
    expect(Object.keys(answer.json)).toEqual(["status", "attempt"]);
    expect(answer.setCookies.map((line) => line.split("=")[0])).toEqual([
      "latchkey_browser",
      `latchkey_attempt.${browser.id}`,
    ]);
    expect((await app.db.listLiving(ada.id)).length).toBe(0);
    expect((await browser.get(session, "/api/session")).json).toMatchObject({
      authenticated: false,
      attempts: [{ id: browser.id, step: "totp" }],
    });
    expect(await browser.step("password", { password: PASSWORD })).toMatchObject({
      status: 409,
      json: { error: "wrong_step", details: { step: "totp" } },
    });
  });

  test("by steps: nothing about the factor is told before the first one was right", async () => {
    const { app, browser } = await withPhone();
    const before = await browser.begin();
    expect(before.json.attempt).toMatchObject({ secondFactorRequired: false, secondFactors: [] });
    const sent = await browser.step("email-code");
    expect(sent.json.attempt).toMatchObject({
      secondFactorRequired: false,
      secondFactors: [],
      remainingSteps: ["challenge"],
    });
    const { code } = await lastMessage(app);
    expect((await browser.step("code", { code })).json).toMatchObject({
      status: "needs_second_factor",
      attempt: { secondFactorRequired: true, secondFactors: ["totp"], challenge: { status: "completed" } },
    });
  });

  test("a factor whose set-up was not finished counts for nothing", async () => {
    const app = install();
    const ada = await app.addUser("Ada");
    await addPhoneApp(app, ada.id, { confirmedAt: null });
    expect((await new StepBrowser().logIn(RIGHT)).json.status).toBe("complete");
  });

  test("a wrong password tells nothing", async () => {
    const { browser } = await withPhone();
    expect(await browser.logIn({ ...RIGHT, password: "a wrong one" })).toMatchObject({
      status: 401,
      json: { error: "invalid_credentials" },
      setCookies: [],
    });
  });
});

describe("SECOND_FACTOR=required", () => {
  test("a user without one sets one up at the sign-in", async () => {
    const app = install({ SECOND_FACTOR: "required" });
    const ada = await app.addUser("Ada");
    const browser = new StepBrowser();
    expect((await browser.begin()).json.attempt).toMatchObject({
      secondFactorRequired: true,
      secondFactors: [],
    });
    const answer = await browser.step("password", { password: PASSWORD });
    expect(answer.json).toMatchObject({
      status: "needs_second_factor_setup",
      attempt: {
        step: "totp_setup",
        secondFactorRequired: true,
        secondFactors: [],
        remainingSteps: ["totp_setup"],
      },
    });
    expect((await new StepBrowser().logIn(RIGHT)).json.status).toBe("needs_second_factor_setup");
    expect(await app.db.listLiving(ada.id)).toEqual([]);
  });

  test("a factor that was added since is asked for: none can be set up instead of it", async () => {
    const app = install({ SECOND_FACTOR: "required" });
    const ada = await app.addUser("Ada");
    const browser = new StepBrowser();
    await browser.logIn(RIGHT);
    const thief = new PhoneApp(app, (await browser.step("totp-setup")).json.secret);
    const { phone } = await addPhoneApp(app, ada.id);

    const refused = { status: 409, json: { error: "wrong_step", details: { step: "totp" } } };
    expect(await browser.step("totp-setup/confirm", { code: thief.code() })).toMatchObject(refused);
    expect(await browser.step("totp-setup")).toMatchObject(refused);
    expect(await app.db.listLiving(ada.id)).toEqual([]);
    expect((await browser.look()).json.attempt).toMatchObject({
      step: "totp",
      secondFactors: ["totp"],
      remainingSteps: ["totp"],
    });
    expect((await browser.step("totp", { code: phone.code() })).json.status).toBe("complete");
  });

  test.each([{}, { EMAIL_VERIFICATION: "on" }])("at a sign-up the set-up comes last (%o)", async (more) => {
    const app = install({ SECOND_FACTOR: "required", ...more });
    const browser = new StepBrowser();
    const fields = { email: "new@example.com", password: PASSWORD, name: "New" };
    let answer = await browser.signUp(fields);
    if ("EMAIL_VERIFICATION" in more) {
      expect(answer.json.attempt.remainingSteps).toEqual(["challenge", "totp_setup"]);
      const { code } = await lastMessage(app, fields.email);
      answer = await browser.step("code", { code });
    }
    expect(answer.json).toMatchObject({
      status: "needs_second_factor_setup",
      attempt: { kind: "sign_up", step: "totp_setup", missingFields: [], remainingSteps: ["totp_setup"] },
    });
    const user = await app.db.findUserByEmail(fields.email);
    expect(await app.db.listLiving(user?.id ?? "")).toEqual([]);
  });
});
