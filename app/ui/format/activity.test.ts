import { expect, test } from "vitest";
import { type ActivityEntryView, AUDIT_EVENTS } from "@/lib/session/contract";
import { activitySentence, isSecurityAlert } from "./activity";

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

test("no event reaches a person as a code", () => {
  for (const event of AUDIT_EVENTS) expect(activitySentence(entry({ event }))).toMatch(/^[A-Z][a-z ]+/);
});

test("what an administrator did is not said to be the owner's doing", () => {
  expect(activitySentence(entry({ event: "account_disabled", byOther: true }))).toBe(
    "Account disabled by an administrator",
  );
});

test("a replayed token stands out however it is told", () => {
  expect(isSecurityAlert(entry({ event: "reuse_detected" }))).toBe(true);
  expect(isSecurityAlert(entry({ event: "session_ended", reason: "reuse_detected" }))).toBe(true);
  expect(isSecurityAlert(entry({}))).toBe(false);
});
