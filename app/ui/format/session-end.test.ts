import { expect, test } from "vitest";
import { EXPIRY_REASONS, REVOCATION_REASONS } from "@/lib/session/reasons";
import { textsFor } from "@/lib/texts/testing.fixture";
import { describeSessionEnd as describeEnd, type SessionEndText } from "./session-end";

const describeSessionEnd = (end: SessionEndText) => describeEnd(end, textsFor("sessionEnd"));

test("each reason has its own text on the login page and in the history", () => {
  const { login } = textsFor("sessionEnd");
  const reasons = [...REVOCATION_REASONS, ...EXPIRY_REASONS];
  expect(new Set(reasons.map((reason) => login[reason])).size).toBe(reasons.length);
  const told = reasons.map((reason) => describeSessionEnd({ reason, from: null, when: null }));
  expect(new Set(told).size).toBe(reasons.length);
  expect(login.expired).toBe("Your session has expired. Please log in again.");
});

const when = "today at 14:02";

test("the sentence names the rule, who, from where and when", () => {
  expect(describeSessionEnd({ reason: "user", from: "Chrome on Windows", when })).toBe(
    "You ended this session from Chrome on Windows, today at 14:02.",
  );
  expect(describeSessionEnd({ reason: "admin", from: null, when })).toBe(
    "An administrator ended this session, today at 14:02.",
  );
  expect(describeSessionEnd({ reason: "idle", from: null, when })).toBe(
    "Signed out after a period of inactivity, today at 14:02.",
  );
});

test("an administrator who acted as the user is not taken for the user", () => {
  const end = { from: null, when, isImpersonated: true };
  expect(describeSessionEnd({ ...end, reason: "signed_out" })).toBe(
    "An administrator who acted as you signed out, today at 14:02.",
  );
  expect(describeSessionEnd({ ...end, reason: "user", from: "Chrome on Windows" })).toBe(
    "You ended this session from Chrome on Windows, today at 14:02.",
  );
});

test("the sentence says what to do when the token may have been copied", () => {
  expect(describeSessionEnd({ reason: "reuse_detected", from: null, when })).toMatch(
    /, today at 14:02\. Someone may/,
  );
});

test("the sentence leaves out facts that are not known", () => {
  expect(describeSessionEnd({ reason: "user", from: null, when: null })).toBe(
    "You ended this session from another of your devices.",
  );
});

test("the sentence does not tell that a device was signed out from itself", () => {
  expect(describeSessionEnd({ reason: "signed_out", from: "Chrome on Windows", when: null })).toBe(
    "You signed out.",
  );
});
