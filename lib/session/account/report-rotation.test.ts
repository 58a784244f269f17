import { describe, expect, test } from "vitest";
import { isFailure } from "@/lib/session/failure";
import { forgetProviderSignIns } from "@/lib/session/revocation";
import { NO_PASSWORD } from "@/lib/session/session";
import { hash, InMemoryServer } from "@/lib/session/testing/in-memory-server";
import { actorOf, makeUser, POLICY } from "@/lib/session/testing/test-records";
import { USER_LIMITS } from "@/lib/session/user-limits";
import { decideReportRotation, type ReportRotation } from "./report-rotation";

const WINDOW = 15 * 60_000;
const NOTICE = { kind: "cancel-challenges", userId: "told" } as const;
const actor = actorOf("ada");

/** Ada, who has no password unless one is given, on two devices. */
function scene(passwordHash = NO_PASSWORD) {
  const server = new InMemoryServer();
  server.store.users.set("ada", { ...makeUser(), passwordHash });
  const other = server.signIn();
  const own = server.signIn();
  const decide = (
    proof: { authTime: number } | { verifiedHash: string; passwordHash: string },
    set: { rotations?: { count: number; expire: number }; sessionId?: string } = {},
  ) => {
    const found = server.store.family(hash(own.token));
    const { rotations = null, sessionId = own.id } = set;
    const candidate = { hash: "next", sealed: "sealed" };
    const rotation: ReportRotation = { sessionId, actor, candidate, ...proof };
    const family = found && { ...found, rotations };
    return decideReportRotation(family, rotation, () => NOTICE, server.now, {
      ...POLICY,
      reauthenticationWindow: WINDOW,
    });
  };
  return { server, own, other, decide };
}
type Decided = ReturnType<ReturnType<typeof scene>["decide"]>;
const refused = ({ outcome, changes, events }: Decided) => {
  expect([changes, events]).toEqual([[], []]);
  return isFailure(outcome) ? outcome.code : outcome;
};

describe("a report by a user without a password", () => {
  test("after a recent sign-in bars this session's older tokens, and ends the others in the user's name", () => {
    const { server, own, other, decide } = scene();
    const { outcome, changes, events } = decide({ authTime: server.now - WINDOW + 1 });
    expect(outcome).toMatchObject({ kind: "rotated", session: { id: own.id, minGeneration: 1 } });
    expect(changes).toContainEqual({
      kind: "update-session",
      id: other.id,
      set: { endedAt: server.now, endedReason: "user" },
    });
    expect(changes).toContainEqual(forgetProviderSignIns("ada", null));
    expect(changes).toContainEqual({ kind: "cancel-attempts", userId: "ada", at: server.now });
    expect(events.map(({ name, sessionId }) => [name, sessionId])).toEqual([
      ["account_secured", own.id],
      ["session_ended", other.id],
    ]);
  });

  test("changes no password, and tells of none", () => {
    const { server, decide } = scene();
    const { changes, events } = decide({ authTime: server.now });
    expect(changes.map(({ kind }) => kind)).not.toContain("update-user");
    expect(changes).not.toContainEqual(NOTICE);
    expect(events.map(({ name }) => name)).not.toContain("password_changed");
  });

  test("after an older sign-in needs a confirmation, and changes nothing", () => {
    const { server, decide } = scene();
    for (const authTime of [server.now - WINDOW, 0])
      expect(refused(decide({ authTime }))).toBe("reauthentication_required");
  });

  test("who has got one by now is refused: a recent sign-in does not replace it", () => {
    const { server, decide } = scene("hash-1");
    expect(refused(decide({ authTime: server.now }))).toBe("invalid_credentials");
  });

  test("with the cookie of another session is refused, and so is one whose session is over", () => {
    const { server, own, other, decide } = scene();
    expect(refused(decide({ authTime: server.now }, { sessionId: other.id }))).toBe("session_mismatch");
    server.pass(POLICY.limits.absolute);
    expect(decide({ authTime: server.now }).outcome).toMatchObject({ code: "session_expired" });
    expect(server.session(own.id).endedAt).toBeNull();
  });

  test("counts as a rotation, of which there may be so many", () => {
    const { server, decide } = scene();
    const counted = (changes: Decided["changes"]) => changes.filter(({ kind }) => kind === "count");
    expect(counted(decide({ authTime: server.now }).changes)).toMatchObject([{ key: "rotation:ada" }]);
    const rotations = { count: USER_LIMITS.rotation.count, expire: server.now + 30_000 };
    expect(refused(decide({ authTime: server.now }, { rotations }))).toBe("rate_limited");
  });
});

test("a report by a user with a password changes it, and ends the others for that", () => {
  const { server, own, other, decide } = scene("hash-1");
  const { changes, events } = decide({ verifiedHash: "hash-1", passwordHash: "hash-2" });
  expect(changes).toContainEqual({ kind: "update-user", id: "ada", set: { passwordHash: "hash-2" } });
  expect(changes).toContainEqual(NOTICE);
  expect(changes).toContainEqual({
    kind: "update-session",
    id: other.id,
    set: { endedAt: server.now, endedReason: "password_changed" },
  });
  expect(events.map(({ name, sessionId }) => [name, sessionId])).toEqual([
    ["password_changed", own.id],
    ["session_ended", other.id],
  ]);
});
