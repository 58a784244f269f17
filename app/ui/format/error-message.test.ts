import { expect, test } from "vitest";
import { AuthError } from "@/lib/client/http/auth-error";
import { ERROR_STATUS, type ErrorCode } from "@/lib/session/errors";
import { textsFor } from "@/lib/texts/testing.fixture";
import {
  type FormError,
  errorMessage as inWords,
  issueOf,
  retryWhenOnline,
  toFieldErrors,
  toFormError,
} from "./error-message";

const errorMessage = (error: FormError) => inWords(error, textsFor("errors"));

test("every code becomes a sentence for people", () => {
  for (const code of Object.keys(ERROR_STATUS) as ErrorCode[]) {
    expect(errorMessage({ code })).not.toContain("_");
    expect(errorMessage({ code })).toMatch(/^[A-Z].*\.$/);
  }
});

test("too many attempts: the message says when to try again", () => {
  expect(errorMessage({ code: "rate_limited", details: { retryAfter: 240 } })).toBe(
    "Too many attempts. Try again in 4 minutes.",
  );
});

test("once the server is back, an outage becomes a try-again message; every other error stays", () => {
  for (const code of ["silent_auth_failed", "unavailable"] as const) {
    expect(errorMessage(retryWhenOnline({ code, details: { retryAfter: 5 } }))).toBe(
      "We couldn’t connect a moment ago. Try again.",
    );
  }
  const wrong = { code: "invalid_credentials" } as const;
  expect(errorMessage(retryWhenOnline(wrong))).toBe(errorMessage(wrong));
});

test("a typed error keeps its code and details; an unexpected error reveals nothing", () => {
  const issues = [{ path: "email", message: "Enter a valid email address, like name@example.com." }];
  const typed = new AuthError("invalid_request", { details: { issues } });
  expect(issueOf(toFormError(typed), "email")).toBe("Enter a valid email address, like name@example.com.");
  expect(toFormError(new TypeError("x is undefined"))).toEqual({ code: "server_error" });
});

test("only fields with a finding become field errors", () => {
  expect(toFieldErrors({ name: undefined, email: undefined })).toBeNull();
  const refusal = toFieldErrors({
    name: undefined,
    email: "Enter a valid email address, like name@example.com.",
  });
  expect([issueOf(refusal, "name"), issueOf(refusal, "email")]).toEqual([
    undefined,
    "Enter a valid email address, like name@example.com.",
  ]);
});
