import { expect, test } from "vitest";
import type { ActivityEntryView } from "@/lib/session/account/activity-contract";
import { AUDIT_EVENTS } from "@/lib/session/audit-events";
import { textsFor } from "@/lib/texts/testing.fixture";
import { activitySentence, isSecurityAlert, isSignIn } from "./activity";

const t = textsFor("activity");

const entry = (facts: Partial<ActivityEntryView>): ActivityEntryView => ({
  id: "e1",
  event: "signed_in",
  at: "2026-03-01T10:00:00.000Z",
  sessionId: null,
  ipAddress: null,
  device: null,
  reason: null,
  byOther: false,
  ...facts,
});

test("every event has a sentence, without code words", () => {
  for (const event of AUDIT_EVENTS) expect(activitySentence(entry({ event }), t)).toMatch(/^[A-Z][a-z ]+/);
});

test("an administrator's action is not attributed to the account's owner", () => {
  expect(activitySentence(entry({ event: "account_disabled", byOther: true }), t)).toBe(
    "Account disabled by an administrator",
  );
});

test("a reused token is an alert, as an event and as a reason", () => {
  expect(isSecurityAlert(entry({ event: "reuse_detected" }))).toBe(true);
  expect(isSecurityAlert(entry({ event: "session_ended", reason: "reuse_detected" }))).toBe(true);
  expect(isSecurityAlert(entry({ event: "session_ended", reason: "too_many_attempts" }))).toBe(true);
  expect(isSecurityAlert(entry({}))).toBe(false);
});

test("only the user's own sign-ins may be asked about", () => {
  expect(isSignIn(entry({ event: "signed_in" }))).toBe(true);
  expect(isSignIn(entry({ event: "signed_in_new_browser" }))).toBe(true);
  expect(isSignIn(entry({ event: "signed_in", byOther: true }))).toBe(false);
  expect(isSignIn(entry({ event: "sign_in_failed" }))).toBe(false);
});
