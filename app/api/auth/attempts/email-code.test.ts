/** Signing in step by step, over the API. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as session from "@/app/api/session/route";
import { install, MINUTE, PASSWORD, SECOND } from "@/lib/server/testing/installation";
import { lastMessage, otherThan, StepBrowser } from "./attempts.fixture";

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

describe("with a code by e-mail", () => {
  test("opens a session of a user who has the mailbox", async () => {
    const { app, ada, browser } = await begun();
    const sent = await browser.step("email-code");
    expect(sent).toMatchObject({
      status: 200,
      json: {
        status: "needs_first_factor",
        attempt: {
          step: "challenge",
          remainingSteps: ["challenge"],
          challenge: {
            type: "sign_in",
            method: "email_code",
            status: "pending",
            destination: "a•••@example.com",
            attempts: 0,
            maxAttempts: 5,
            remainingAttempts: 5,
            resendAt: "2030-01-01T00:01:00.000Z",
            expiresAt: "2030-01-01T00:10:00.000Z",
          },
        },
      },
    });
    const { code, link, template } = await lastMessage(app);
    expect(template).toBe("sign_in_code");
    expect(code).toMatch(/^\d{6}$/);
    expect(link).toMatch(/^http:\/\/localhost:3000\/login\/link#ticket=[\w-]{43}$/);
    expect(sent.text).not.toContain(code);
    expect(await browser.step("code", { code: otherThan(code ?? "") })).toMatchObject({
      status: 401,
      json: { error: "invalid_code", details: { remainingAttempts: 4 } },
    });
    const answer = await browser.step("code", { code });
    expect(answer.json).toMatchObject({ status: "complete", session: { authMethods: ["otp"] } });
    expect((await app.db.findUser(ada.id))?.emailVerifiedAt).toBe(app.now);
    expect(await browser.step("code", { code })).toMatchObject({
      status: 409,
      json: { error: "attempt_closed", details: { status: "complete" } },
    });
  });

  test("the fifth wrong code leaves none, and ends the code, the link and the attempt", async () => {
    const { app, browser } = await begun();
    await browser.step("email-code");
    const { code, ticket } = await lastMessage(app);
    const remaining: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await browser.step("code", { code: otherThan(code ?? "") });
      expect(answer).toMatchObject({ status: 401, json: { error: "invalid_code" } });
      remaining.push(answer.json.details.remainingAttempts);
    }
    expect(remaining).toEqual([4, 3, 2, 1, 0]);
    expect(await browser.step("code", { code })).toMatchObject({
      status: 409,
      json: { details: { status: "failed" } },
    });
    expect(await browser.openLink(ticket)).toMatchObject({ status: 401, json: { error: "invalid_ticket" } });
    expect((await browser.look()).json.attempt).toMatchObject({
      status: "failed",
      challenge: { status: "failed", attempts: 5, remainingAttempts: 0 },
    });
  });

  test("a resend waits a minute, then voids the code and the link before", async () => {
    const { app, browser } = await begun();
    await browser.step("email-code");
    const first = await lastMessage(app);
    app.pass(59 * SECOND);
    const early = await browser.step("resend");
    expect(early).toMatchObject({ status: 429, json: { error: "rate_limited", details: { retryAfter: 1 } } });
    expect(early.headers.get("retry-after")).toBe("1");
    app.pass(SECOND);
    expect(await browser.step("resend")).toMatchObject({
      status: 200,
      json: {
        attempt: {
          step: "challenge",
          challenge: { remainingAttempts: 5, resendAt: "2030-01-01T00:02:00.000Z" },
        },
      },
    });
    const second = await lastMessage(app);
    expect(second.ticket).not.toBe(first.ticket);
    expect((await browser.openLink(first.ticket)).status).toBe(401);
    if (first.code !== second.code)
      expect((await browser.step("code", { code: first.code })).status).toBe(401);
    expect((await browser.step("code", { code: second.code })).json.status).toBe("complete");
  });

  test("a code typed with spaces and wide digits is the same code", async () => {
    const { app, browser } = await begun();
    await browser.step("email-code");
    const { code } = await lastMessage(app);
    const wide = [...(code ?? "")].map((digit) => String.fromCodePoint(Number(digit) + 0xff10));
    const answer = await browser.step("code", {
      code: `${wide.slice(0, 3).join("")} ${wide.slice(3).join("")}`,
    });
    expect(answer.json.status).toBe("complete");
  });

  test("an attempt is over after ten minutes, and so is its code", async () => {
    const { app, browser } = await begun();
    await browser.step("email-code");
    const { code, ticket } = await lastMessage(app);
    app.pass(10 * MINUTE);
    expect(await browser.step("code", { code })).toMatchObject({
      status: 409,
      json: { error: "attempt_closed", details: { status: "expired" } },
    });
    expect((await browser.openLink(ticket)).status).toBe(401);
    expect((await browser.look()).json.attempt).toMatchObject({
      status: "expired",
      challenge: { status: "expired" },
    });
    expect((await browser.get(session, "/api/session")).json.attempts).toEqual([]);
  });

  test("a step out of order says which one is due", async () => {
    const { browser } = await begun();
    for (const step of [
      browser.step("code", { code: "1" }),
      browser.step("resend"),
      browser.step("profile", { name: "A" }),
    ])
      expect(await step).toMatchObject({
        status: 409,
        json: { error: "wrong_step", details: { step: "credential" } },
      });
    await browser.step("email-code");
    expect(await browser.step("password", { password: PASSWORD })).toMatchObject({
      status: 409,
      json: { error: "wrong_step", details: { step: "challenge" } },
    });
  });

  test("cancelled: the code and the link are void", async () => {
    const { app, browser } = await begun();
    await browser.step("email-code");
    const { code, ticket } = await lastMessage(app);
    expect((await browser.cancel()).status).toBe(204);
    const refusal = { status: 409, json: { error: "attempt_closed", details: { status: "cancelled" } } };
    expect(await browser.step("code", { code })).toMatchObject(refusal);
    expect(await browser.cancel()).toMatchObject(refusal);
    expect((await browser.openLink(ticket)).status).toBe(401);
    expect((await browser.look()).json.attempt).toMatchObject({
      status: "cancelled",
      challenge: { status: "cancelled" },
    });
  });

  test("the code of one attempt is none of another", async () => {
    const { app, browser } = await begun();
    await browser.step("email-code");
    const { code } = await lastMessage(app);
    const first = browser.id;
    await browser.begin();
    await browser.step("email-code");
    const second = await lastMessage(app);
    if (second.code !== code)
      expect(await browser.step("code", { code })).toMatchObject({
        status: 401,
        json: { error: "invalid_code" },
      });
    expect((await browser.step("code", { code }, first)).json.status).toBe("complete");
  });
});

describe("with the link of the e-mail", () => {
  test("opens the session in the browser that asked for it; a foreign try uses nothing up", async () => {
    const { app, browser } = await begun();
    await browser.step("email-code");
    const { code, ticket } = await lastMessage(app);
    const foreign = new StepBrowser();
    for (const scanner of [foreign, new StepBrowser()])
      expect(await scanner.openLink(ticket)).toMatchObject({
        status: 401,
        json: { error: "invalid_ticket" },
      });
    expect(await browser.openLink("unknown")).toMatchObject({
      status: 401,
      json: { error: "invalid_ticket" },
    });
    const twin = browser.twin();
    expect((await browser.openLink(ticket)).json).toMatchObject({
      status: "complete",
      session: { authMethods: ["otp"] },
    });
    expect((await twin.openLink(ticket)).status).toBe(401);
    expect((await twin.step("code", { code })).status).toBe(409);
  });
});
