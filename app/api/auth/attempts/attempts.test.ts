/** Signing in step by step, over the API. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as session from "@/app/api/session/route";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { StepBrowser } from "./attempts.fixture";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) }));
// for the counters
afterEach(() => void vi.useRealTimers());

async function begun(environment = {}) {
  const app = install(environment);
  const ada = await app.addUser("Ada");
  const browser = new StepBrowser();
  const { json } = await browser.begin("ada@example.com", { rememberMe: true });
  return { app, ada, browser, attempt: json.attempt };
}

describe("a new attempt", () => {
  test("has the shape of the contract, and a browser cookie that signs no user in", async () => {
    install();
    const browser = new StepBrowser();
    const answer = await browser.begin("Ada@Example.com");
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      attempt: {
        id: browser.id,
        kind: "sign_in",
        status: "open",
        step: "credential",
        email: "ada@example.com",
        methods: ["password", "email_code", "passkey"],
        secondFactorRequired: false,
        secondFactors: [],
        requiredFields: [],
        missingFields: [],
        remainingSteps: ["credential"],
        profile: { name: null },
        challenge: null,
        rememberMe: false,
        expiresAt: "2030-01-01T00:10:00.000Z",
      },
    });
    const [, key = ""] = answer.setCookies;
    expect(answer.setCookies.map((line) => line.split("=")[0])).toEqual([
      "latchkey_browser",
      `latchkey_attempt.${browser.id}`,
    ]);
    expect(key.slice(key.indexOf(";"))).toBe("; Max-Age=600; Path=/; HttpOnly; SameSite=Lax");
    expect((await browser.get(session, "/api/session")).json).toMatchObject({
      authenticated: false,
      attempts: [{ id: browser.id, step: "credential" }],
    });
  });

  test("does not exist in another browser, and no step of it does", async () => {
    const { app, browser } = await begun();
    const other = new StepBrowser();
    await other.begin();
    for (const answer of [
      await other.look(browser.id),
      await other.cancel(browser.id),
      await other.step("password", { password: PASSWORD }, browser.id),
      await other.step("email-code", {}, browser.id),
      await other.step("code", { code: "123456" }, browser.id),
      await new StepBrowser().look(browser.id),
    ])
      expect(answer).toMatchObject({ status: 404, json: { error: "not_found" }, setCookies: [] });
    expect((await app.db.listMail(null)).length).toBe(0);
    expect((await browser.look()).json.attempt.status).toBe("open");
  });
});

describe("with the password", () => {
  test("opens a session that remembers what the attempt began with", async () => {
    const { browser } = await begun();
    expect(await browser.step("password", { password: "a wrong one" })).toMatchObject({
      status: 401,
      json: { error: "invalid_credentials" },
    });
    const answer = await browser.step("password", { password: PASSWORD });
    expect(answer).toMatchObject({
      status: 200,
      json: { status: "complete", session: { rememberMe: true, authMethods: ["pwd"] } },
    });
    expect((await browser.get(session, "/api/session")).json).toMatchObject({
      authenticated: true,
      attempts: [],
    });
    expect(await browser.step("password", { password: PASSWORD })).toMatchObject({
      status: 409,
      json: { error: "attempt_closed", details: { status: "complete" } },
    });
    expect((await browser.look()).json.attempt).toMatchObject({ status: "complete", step: "done" });
  });
});
