import { expect, test } from "vitest";
import type { AuditEventName } from "./audit-events";
import type { AuditEvent } from "./decision";
import { toStreamMessage } from "./session-events";

test.each<AuditEventName>([
  "invitation_accepted",
  "member_left",
  "member_removed",
  "member_role_changed",
  "organization_deleted",
  "workspace_deleted",
  "workspace_member_changed",
  "workspace_member_removed",
])("%s: the member's sessions may work in something else", (name) => {
  const actor = { userId: "grace", sessionId: "t", ipAddress: null, device: "Chrome" };
  const event: AuditEvent = { name, at: 0, userId: "ada", sessionId: null, reason: null, actor };
  expect(toStreamMessage(event, "s")).toEqual({ event: "sessions-changed", data: {} });
});

const ended = (reason: AuditEvent["reason"], actorId: string | null): AuditEvent => ({
  ...{ name: "session_ended", at: 0, userId: "ada", sessionId: "s", reason },
  actor: { userId: actorId, sessionId: null, ipAddress: null, device: "Chrome" },
});

test("the page of an administrator who stops acting as the user is not led elsewhere; every other end is told", () => {
  expect(toStreamMessage(ended("signed_out", "grace"), "s")).toBeNull();
  expect(toStreamMessage(ended("signed_out", "ada"), "s")).toMatchObject({ event: "revoked" });
  expect(toStreamMessage(ended("admin", "grace"), "s")).toMatchObject({
    event: "revoked",
    data: { reason: "admin", by: "administrator", from: null },
  });
  expect(toStreamMessage(ended("signed_out", "grace"), "another")).toMatchObject({
    event: "sessions-changed",
  });
});
