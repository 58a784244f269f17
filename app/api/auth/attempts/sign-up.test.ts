/** Signing up with EMAIL_VERIFICATION: no user exists before the code was right. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import type { TestResponse } from "@/lib/web/testing/browser";
import { lastMessage, otherThan, StepBrowser } from "./attempts.fixture";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) }));
// for the counters
afterEach(() => void vi.useRealTimers());

const VERIFIED = { EMAIL_VERIFICATION: "on" };
const NEW = { email: "new@example.com", password: PASSWORD, name: "New" };

/** An answer without what is random in it. */
function told({ status, text, headers, setCookies }: TestResponse) {
  const named = [...headers].filter(([name]) => !["x-request-id", "set-cookie"].includes(name));
  const cookies = setCookies.map((line) => line.replace(/(\.[\w-]{22})?=[^;]*/, "="));
  return { status, body: text.replace(/"id":"[\w-]{22}"/g, '"id"'), named, cookies };
}

test("a code comes first, then the user and the session, in one step", async () => {
  const app = install(VERIFIED);
  const browser = new StepBrowser();
  const begun = await browser.signUp(NEW);
  expect(begun).toMatchObject({
    status: 200,
    json: {
      status: "needs_verification",
      attempt: {
        kind: "sign_up",
        status: "open",
        step: "challenge",
        email: NEW.email,
        methods: ["email_code"],
        requiredFields: ["email", "password", "name"],
        missingFields: [],
        remainingSteps: ["challenge"],
        profile: { name: "New" },
        challenge: { type: "sign_up", destination: "n•••@example.com" },
      },
    },
  });
  expect(browser.refreshCookies()).toEqual([]);
  expect(await app.db.findUserByEmail(NEW.email)).toBeNull();
  const { code, template } = await lastMessage(app, NEW.email);
  expect(template).toBe("sign_up_code");
  const answer = await browser.step("code", { code });
  expect(answer).toMatchObject({
    status: 200,
    json: { status: "complete", user: { email: NEW.email, name: "New", roles: ["user"] } },
  });
  const user = await app.db.findUserByEmail(NEW.email);
  expect(user?.emailVerifiedAt).toBe(app.now);
  expect(await app.audit(user?.id ?? "")).toEqual(["signed_up"]);
  expect((await new StepBrowser().logIn(NEW)).status).toBe(400); // a sign-in has no name
  expect((await new StepBrowser().logIn({ email: NEW.email, password: PASSWORD })).status).toBe(200);
});

test("for an address that is taken the answers are the same, and its owner is told once", async () => {
  const app = install(VERIFIED);
  await app.addUser("Old");
  const fields = (email: string) => ({ ...NEW, email });
  const free = new StepBrowser();
  const taken = new StepBrowser();
  const answers = await Promise.all([
    free.signUp(fields("new@example.com")),
    taken.signUp(fields("old@example.com")),
  ]);
  const same = (text: string) => text.replaceAll("old@", "new@").replaceAll("o•••@", "n•••@");
  expect(same(told(answers[1]).body)).toBe(told(answers[0]).body);
  expect({ ...told(answers[1]), body: "" }).toEqual({ ...told(answers[0]), body: "" });
  const right = (await lastMessage(app, "new@example.com")).code ?? "";
  const wrong = otherThan(right);
  expect(same(told(await taken.step("code", { code: wrong })).body)).toBe(
    told(await free.step("code", { code: wrong })).body,
  );
  app.pass(MINUTE);
  expect(same(told(await taken.step("resend")).body)).toBe(told(await free.step("resend")).body);
  expect((await readMail(app, "old@example.com")).map(({ template }) => template)).toEqual(["email_taken"]);
  expect((await readMail(app, "new@example.com")).map(({ template }) => template)).toEqual([
    "sign_up_code",
    "sign_up_code",
  ]);
});

test("what is missing is asked for after the code, and checked", async () => {
  const app = install(VERIFIED);
  const browser = new StepBrowser();
  const begun = await browser.signUp({ email: NEW.email });
  expect(begun.json.attempt).toMatchObject({
    missingFields: ["password", "name"],
    remainingSteps: ["challenge", "profile"],
    profile: { name: null },
  });
  const { code } = await lastMessage(app, NEW.email);
  expect((await browser.step("code", { code })).json).toMatchObject({
    status: "needs_profile",
    attempt: { step: "profile", missingFields: ["password", "name"] },
  });
  expect(await app.db.findUserByEmail(NEW.email)).toBeNull();
  expect(await browser.step("profile", { password: "short" })).toMatchObject({
    status: 400,
    json: { error: "invalid_request", details: { issues: [{ path: "password" }] } },
  });
  expect((await browser.step("profile", {})).status).toBe(400);
  expect((await browser.step("profile", { name: "New" })).json).toMatchObject({
    status: "needs_profile",
    attempt: { missingFields: ["password"], profile: { name: "New" } },
  });
  expect((await browser.step("profile", { password: PASSWORD })).json).toMatchObject({
    status: "complete",
    user: { name: "New" },
  });
});

test("of two sign-ups with one address, the second to give its code is told that it is taken", async () => {
  const app = install(VERIFIED);
  const [first, second] = [new StepBrowser(), new StepBrowser()];
  await first.signUp(NEW);
  const { code } = await lastMessage(app, NEW.email);
  app.pass(1000);
  await second.signUp(NEW);
  const later = await lastMessage(app, NEW.email);
  expect((await first.step("code", { code })).json.status).toBe("complete");
  expect(await second.step("code", { code: later.code })).toMatchObject({
    status: 409,
    json: { error: "email_taken" },
  });
  expect((await second.look()).json.attempt.status).toBe("failed");
});

test("without EMAIL_VERIFICATION everything has to be there at once", async () => {
  install();
  expect(await new StepBrowser().signUp({ email: NEW.email })).toMatchObject({
    status: 400,
    json: { details: { issues: [{ path: "password" }, { path: "name" }] } },
  });
  expect((await new StepBrowser().signUp(NEW)).status).toBe(201);
  expect(await new StepBrowser().signUp(NEW)).toMatchObject({ status: 409, json: { error: "email_taken" } });
});
