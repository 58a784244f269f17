import { describe, expect, test } from "vitest";
import { AuthError } from "@/lib/client/http/auth-error";
import type { AttemptStep } from "@/lib/session/sign-in/sign-in-records";
import { attemptOf, challengeOf } from "./attempt.fixture";
import { type AttemptEvent, type FlowState, initialAttemptState, reduceAttempt } from "./attempt-state";

const refusal = (...[code, details]: [AuthError["code"], AuthError["details"]?]): AttemptEvent => ({
  type: "refused",
  error: new AuthError(code, details && { details }),
});
const reduceAll = (state: FlowState, ...events: AttemptEvent[]) => events.reduce(reduceAttempt, state);
const atChallenge = initialAttemptState(attemptOf({ step: "challenge", challenge: challengeOf() }));

describe("where a flow begins", () => {
  test("at the address, when this browser has no attempt", () => {
    expect(initialAttemptState(null)).toMatchObject({ step: "email", attempt: null, email: "" });
  });

  test.each<AttemptStep>(["credential", "challenge", "totp", "totp_setup", "profile"])(
    "at %s, when the server found an open attempt there",
    (step) => {
      expect(initialAttemptState(attemptOf({ step }))).toMatchObject({ step, email: "ada@example.com" });
    },
  );

  test.each(["failed", "cancelled", "expired", "complete"] as const)(
    "at the address, with the one that was typed, after an attempt that is %s",
    (status) => {
      const state = initialAttemptState(attemptOf({ status, step: "totp" }));
      expect(state).toMatchObject({ step: "email", attempt: null, email: "ada@example.com" });
    },
  );
});

describe("what a step changes", () => {
  test("sending one clears the last error and keeps the address", () => {
    const refused = reduceAll(initialAttemptState(null), refusal("rate_limited"));
    const sent = reduceAll(refused, { type: "sent", email: "ada@example.com" });
    expect(sent).toMatchObject({ error: null, isLoading: true, email: "ada@example.com" });
    expect(reduceAll(sent, { type: "sent" }).email).toBe("ada@example.com");
  });

  test("an answer is followed to the step it names", () => {
    const state = reduceAll(
      atChallenge,
      { type: "sent" },
      { type: "continued", attempt: attemptOf({ step: "totp" }) },
    );
    expect(state).toMatchObject({ step: "totp", isLoading: false, error: null });
  });

  test("the secret of an authenticator app is forgotten once its step is over", () => {
    const setup = { secret: "ABC", uri: "otpauth://totp/x" };
    const begun = reduceAll(initialAttemptState(attemptOf({ step: "totp_setup" })), {
      type: "setup-begun",
      setup,
    });
    expect(begun.totpSetup).toEqual(setup);
    expect(reduceAll(begun, refusal("invalid_code")).totpSetup).toEqual(setup);
    const next = reduceAll(begun, { type: "continued", attempt: attemptOf({ step: "profile" }) });
    expect(next.totpSetup).toBeNull();
    expect(reduceAll(begun, { type: "completed", recoveryCodes: ["one"] }).totpSetup).toBeNull();
  });

  test("a completed sign-in is done, and its recovery codes are there to be shown", () => {
    const state = reduceAll(atChallenge, { type: "completed", recoveryCodes: ["one", "two"] });
    expect(state).toMatchObject({ step: "done", attempt: null, recoveryCodes: ["one", "two"] });
  });

  test("a passkey dialog that the user closed changes nothing", () => {
    expect(reduceAll(atChallenge, { type: "sent" }, { type: "withdrawn" })).toEqual(atChallenge);
  });

  test.each(["cancelled", "set-aside"] as const)("%s goes back to the address without an error", (type) => {
    const state = reduceAll(atChallenge, refusal("invalid_code"), { type });
    expect(state).toMatchObject({ step: "email", attempt: null, error: null, email: "ada@example.com" });
  });

  test("an error can be forgotten, and nothing else with it", () => {
    const wrong = reduceAll(atChallenge, refusal("invalid_code", { remainingAttempts: 3 }));
    expect(reduceAll(wrong, { type: "error-cleared" })).toEqual({ ...wrong, error: null });
  });
});

describe("what a refusal changes", () => {
  test("a wrong code stays at its step and counts down", () => {
    const state = reduceAll(atChallenge, refusal("invalid_code", { remainingAttempts: 3 }));
    expect(state).toMatchObject({ step: "challenge", error: { code: "invalid_code" } });
    expect(state.attempt?.challenge?.remainingAttempts).toBe(3);
  });

  test.each([
    ["the last code", refusal("invalid_code", { remainingAttempts: 0 })],
    ["an attempt that is over", refusal("attempt_closed", { status: "expired" })],
    ["another browser's attempt", refusal("not_found")],
  ])("%s ends the attempt, and the address need not be typed again", (_, event) => {
    const state = reduceAll(atChallenge, event);
    expect(state).toMatchObject({ step: "email", attempt: null, email: "ada@example.com", isLoading: false });
    expect(state.error).not.toBeNull();
  });

  test.each(["rate_limited", "silent_auth_failed", "unavailable", "factor_locked"] as const)(
    "%s leaves the attempt where it is",
    (code) => {
      const state = reduceAll(atChallenge, { type: "sent" }, refusal(code));
      expect(state).toMatchObject({ step: "challenge", isLoading: false, error: { code } });
      expect(state.attempt).toEqual(atChallenge.attempt);
    },
  );

  test("at the address there is no attempt to lose", () => {
    const state = reduceAll(initialAttemptState(null), refusal("not_found"));
    expect(state).toMatchObject({ step: "email", error: { code: "not_found" } });
  });
});
