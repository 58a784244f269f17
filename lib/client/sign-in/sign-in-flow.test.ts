import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { ada, errorResponse, json, signedIn } from "@/lib/client/fakes/fake-server";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import { attemptOf, challengeOf } from "./attempt.fixture";
import type { Passkeys } from "./passkeys";
import { createSignInFlow, type SignInFlow } from "./sign-in-flow";

const NO_PASSKEYS: Passkeys = {
  isSupported: () => false,
  canAutofill: async () => false,
  get: async () => null,
};

let browser: FakeBrowser;
let tab: Tab;
beforeEach(async () => {
  browser = new FakeBrowser();
  tab = browser.openTab({ initial: null });
  await settle();
  browser.server.calls = [];
});

const begin = (attempt: AttemptView | null = null): SignInFlow =>
  createSignInFlow(tab.client, NO_PASSKEYS, attempt);
const path = (step = "") => `/api/auth/attempts/a-1${step && `/${step}`}`;
const next = (attempt: AttemptView) => () => json({ status: "needs_first_factor", attempt });
const sent = () => browser.server.calls.map(({ method, path: to, body }) => [method, to, body]);

function complete(more: object = {}) {
  browser.epoch = "epoch-2";
  return json({ status: "complete", ...signedIn, ...browser.server.issue(), ...more });
}

describe("signing in", () => {
  test("with a password is one request, and the tab has the session as after any sign-in", async () => {
    const flow = begin();
    const logins: string[] = [];
    tab.client.on("login", ({ id }) => logins.push(id));
    browser.server.next("/api/auth/login", () => complete());
    await flow.startSignIn({ email: ada.email, password: "correct horse battery", rememberMe: true });
    expect(sent()).toMatchObject([
      ["POST", "/api/auth/login", { email: ada.email, password: "correct horse battery", rememberMe: true }],
    ]);
    expect(flow.state.get()).toMatchObject({ step: "done", isLoading: false, error: null });
    expect(tab.client.state.get()).toMatchObject({ status: "signed-in", user: ada });
    expect(await tab.client.getAccessToken()).toBe("token-1");
    expect([logins, browser.messages.includes("signed-in")]).toEqual([["u-ada"], true]);
  });

  test("with a code by mail goes from the address over the code to the session", async () => {
    const flow = begin();
    const atChallenge = attemptOf({ step: "challenge", challenge: challengeOf() });
    browser.server.next("/api/auth/attempts", () => json({ attempt: attemptOf() }, 201));
    browser.server.next(path("email-code"), next(atChallenge));
    browser.server.next(path("code"), () => complete());
    const steps = [flow.state.get().step];
    await flow.startSignIn({ email: ada.email });
    steps.push(flow.state.get().step);
    await flow.sendEmailCode();
    steps.push(flow.state.get().step);
    await flow.submitCode("123456");
    steps.push(flow.state.get().step);
    expect(steps).toEqual(["email", "credential", "challenge", "done"]);
    expect(sent().at(-1)).toEqual(["POST", path("code"), { code: "123456" }]);
    expect(tab.client.state.get().status).toBe("signed-in");
  });

  test.each([
    ["submitPassword", "password", { password: "12345" }],
    ["submitTotp", "totp", { code: "12345" }],
    ["submitRecoveryCode", "recovery-code", { code: "12345" }],
    ["confirmTotpSetup", "totp-setup/confirm", { code: "12345" }],
  ] as const)("%s sends its step of the attempt", async (name, step, body) => {
    const flow = begin(attemptOf({ step: "totp" }));
    browser.server.next(path(step), next(attemptOf({ step: "profile" })));
    await flow[name]("12345");
    expect(sent()).toEqual([["POST", path(step), body]]);
    expect(flow.state.get().step).toBe("profile");
  });

  test("is not done while a second factor is due, and no session begins", async () => {
    const flow = begin();
    const attempt = attemptOf({ step: "totp", secondFactors: ["totp"] });
    browser.server.next("/api/auth/login", () => json({ status: "needs_second_factor", attempt }));
    await flow.startSignIn({ email: ada.email, password: "correct horse battery" });
    expect(flow.state.get()).toMatchObject({ step: "totp", attempt });
    expect([tab.client.state.get().status, browser.messages]).toEqual(["signed-out", []]);
  });

  test("with a second factor to set up shows its secret, then the recovery codes", async () => {
    const flow = begin(attemptOf({ step: "totp_setup" }));
    browser.server.next(path("totp-setup"), () => json({ secret: "ABC", uri: "otpauth://totp/x" }));
    browser.server.next(path("totp-setup/confirm"), () => complete({ recoveryCodes: ["one", "two"] }));
    await flow.beginTotpSetup();
    expect(flow.state.get()).toMatchObject({ step: "totp_setup", totpSetup: { secret: "ABC" } });
    await flow.confirmTotpSetup("123456");
    expect(flow.state.get()).toMatchObject({ step: "done", recoveryCodes: ["one", "two"] });
  });

  test("by a link goes on with the attempt that the link belongs to", async () => {
    const flow = begin();
    browser.server.next("/api/auth/ticket", next(attemptOf({ step: "totp" })));
    await flow.submitTicket("secret");
    expect(sent()).toEqual([["POST", "/api/auth/ticket", { ticket: "secret" }]]);
    expect(flow.state.get().step).toBe("totp");
  });
});

test("a sign-up waits for the code, and asks for what is missing", async () => {
  const flow = begin();
  const attempt = attemptOf({ kind: "sign_up", step: "challenge", challenge: challengeOf() });
  browser.server.next("/api/auth/signup", () => json({ status: "needs_verification", attempt }));
  browser.server.next(path("code"), next({ ...attempt, step: "profile", missingFields: ["name"] }));
  browser.server.next(path("profile"), () => complete());
  await flow.startSignUp({ email: ada.email, password: "correct horse battery" });
  await flow.submitCode("123456");
  expect(flow.state.get()).toMatchObject({ step: "profile", attempt: { missingFields: ["name"] } });
  await flow.completeProfile({ name: "Ada" });
  expect(sent().at(-1)).toEqual(["POST", path("profile"), { name: "Ada" }]);
  expect(flow.state.get().step).toBe("done");
});

describe("a step that is refused", () => {
  const atChallenge = attemptOf({ step: "challenge", challenge: challengeOf() });

  test("rejects with what is then in the state", async () => {
    const flow = begin(atChallenge);
    browser.server.next(path("code"), () => errorResponse("invalid_code", 401, { remainingAttempts: 4 }));
    await expect(flow.submitCode("000000")).rejects.toMatchObject({ code: "invalid_code" });
    expect(flow.state.get()).toMatchObject({ step: "challenge", error: { code: "invalid_code" } });
    expect(flow.state.get().attempt?.challenge?.remainingAttempts).toBe(4);
  });

  test("because another tab took it follows the attempt, without an error", async () => {
    const flow = begin(atChallenge);
    browser.server.next(path("code"), () => errorResponse("wrong_step", 409, { step: "totp" }));
    browser.server.next(path(), () => json({ attempt: attemptOf({ step: "totp" }) }));
    await flow.submitCode("123456");
    expect(flow.state.get()).toMatchObject({ step: "totp", error: null, isLoading: false });
  });

  test("is loading until the answer is there", async () => {
    const flow = begin(atChallenge);
    const slow = gate<Response>();
    browser.server.next(path("resend"), () => slow.promise);
    const resent = flow.resendCode();
    expect(flow.state.get().isLoading).toBe(true);
    slow.open(json({ attempt: atChallenge }));
    await resent;
    expect(flow.state.get().isLoading).toBe(false);
  });
});

describe("giving up and going on", () => {
  test("a cancelled attempt is gone here at once, and at the server too", async () => {
    const flow = begin(attemptOf({ step: "totp" }));
    browser.server.next(path(), () => new Response(null, { status: 204 }));
    const cancelled = flow.cancel();
    expect(flow.state.get()).toMatchObject({ step: "email", attempt: null });
    await cancelled;
    expect(sent()).toEqual([["DELETE", path(), undefined]]);
  });

  test("giving up never fails, and without an attempt asks nothing", async () => {
    const flow = begin(attemptOf());
    browser.server.next(path(), () => errorResponse("unavailable", 503));
    await flow.cancel();
    await flow.cancel();
    expect(browser.server.count(path())).toBe(1);
  });

  test("Back sets the attempt aside, Forward takes it up again, and the server is told nothing", () => {
    const attempt = attemptOf({ step: "totp" });
    const flow = begin(attempt);
    flow.setAside();
    expect(flow.state.get()).toMatchObject({ step: "email", attempt: null, email: attempt.email });
    flow.takeUp(attempt);
    expect(flow.state.get()).toMatchObject({ step: "totp", attempt: { id: "a-1" } });
    expect(sent()).toEqual([]);
  });

  test("turning to another way forgets the error, and nothing else", async () => {
    const flow = begin(attemptOf({ step: "totp" }));
    browser.server.next(path("totp"), () => errorResponse("invalid_code", 401));
    await expect(flow.submitTotp("123456")).rejects.toMatchObject({ code: "invalid_code" });
    const wrong = flow.state.get();
    expect(wrong.error).toMatchObject({ code: "invalid_code" });
    flow.clearError();
    expect(flow.state.get()).toEqual({ ...wrong, error: null });
  });

  test("after a reload the newest open attempt of this browser goes on", async () => {
    const flow = begin();
    const attempts = [attemptOf({ step: "totp" }), attemptOf({ id: "a-0" })];
    browser.server.next("/api/session", () => json({ authenticated: false, attempts }));
    await flow.resume();
    expect(flow.state.get()).toMatchObject({ step: "totp", attempt: { id: "a-1" } });
  });

  test("without one the flow begins with the address", async () => {
    const flow = begin();
    browser.server.next("/api/session", () => json({ authenticated: false, attempts: [] }));
    await flow.resume();
    expect(flow.state.get()).toMatchObject({ step: "email", error: null, isLoading: false });
  });
});
