import { describe, expect, test } from "vitest";
import { decideSetDisabledByAdmin, decideSetRolesByAdmin } from "@/lib/session/admin/account-management";
import { authorizeCaller, type Caller } from "./caller";
import type { Usage } from "./decision";
import { decideChangeName, decideRename } from "./naming";
import type { Role } from "./roles";
import { InMemoryServer } from "./testing/in-memory-server";
import { actorOf, MINUTE_MS, makeUser } from "./testing/test-records";
import { USER_LIMITS } from "./user-limits";

const server = new InMemoryServer();
const session = server.session(server.signIn().id);
const now = session.createdAt;
const claim = { sessionId: session.id, userId: "ada", minGeneration: 0 };
const admin = { ...makeUser(), roles: ["user", "admin"] satisfies Role[] };

describe("a caller at the moment of the decision", () => {
  const cases: [string, Pick<Caller, "session" | "user"> | null, { role?: Role }, string | null][] = [
    ["may, while the session lives", { session, user: makeUser() }, {}, null],
    ["may not without a session", null, {}, "not_authenticated"],
    [
      "may not as another user",
      { session: { ...session, userId: "grace" }, user: makeUser("grace") },
      {},
      "not_authenticated",
    ],
    [
      "may not once the session was ended",
      { session: { ...session, endedAt: 1, endedReason: "user" }, user: makeUser() },
      {},
      "session_revoked",
    ],
    [
      "may not past a limit",
      { session: { ...session, lastPresenceAt: now - 31 * MINUTE_MS }, user: makeUser() },
      {},
      "session_expired",
    ],
    [
      "may not with a disabled account",
      { session, user: { ...makeUser(), disabledAt: 1 } },
      {},
      "session_revoked",
    ],
    [
      "may not with a token from before a password change",
      { session: { ...session, minGeneration: 1 }, user: makeUser() },
      {},
      "token_expired",
    ],
    ["may not without the role", { session, user: makeUser() }, { role: "admin" }, "forbidden"],
    ["may with the role", { session, user: admin }, { role: "admin" }, null],
  ];
  test.each(cases)("%s", (_, caller, needed, code) => {
    expect(authorizeCaller(caller, { ...claim, ...needed }, now)?.code ?? null).toBe(code);
  });
});

describe("an administrator disables", () => {
  const cases: [string, { user: typeof admin; hasOtherAdmin: boolean }, string, string | null][] = [
    ["the only administrator, another account", { user: admin, hasOtherAdmin: false }, "grace", "last_admin"],
    ["their own account, the only administrator", { user: admin, hasOtherAdmin: false }, "ada", "last_admin"],
    [
      "their own account, with another administrator",
      { user: admin, hasOtherAdmin: true },
      "ada",
      "forbidden",
    ],
    ["another administrator", { user: admin, hasOtherAdmin: true }, "grace", null],
  ];
  test.each(cases)("%s", (_, target, by, code) => {
    const command = { disabled: true, actor: actorOf(by) };
    const { outcome } = decideSetDisabledByAdmin(
      { ...target, sessions: [], signIns: null, notices: null },
      command,
      now,
    );
    expect("code" in outcome ? outcome.code : null).toBe(code);
  });
});

describe("an administrator takes the role", () => {
  const disabled = { ...admin, disabledAt: 1 };
  const cases: [string, { user: typeof admin; hasOtherAdmin: boolean }, Role[], string | null][] = [
    ["from the only administrator", { user: admin, hasOtherAdmin: false }, ["user"], "last_admin"],
    ["from one of several", { user: admin, hasOtherAdmin: true }, ["user"], null],
    ["from the only one, who is disabled", { user: disabled, hasOtherAdmin: false }, ["user"], null],
    ["and gives it again", { user: admin, hasOtherAdmin: false }, ["admin"], null],
  ];
  test.each(cases)("%s", (_, target, roles, code) => {
    for (const by of ["ada", "grace"]) {
      const command = { roles, actor: actorOf(by) };
      const { outcome } = decideSetRolesByAdmin(
        { ...target, sessions: [], signIns: null, notices: null },
        command,
        now,
      );
      expect("code" in outcome ? outcome.code : null).toBe(code);
    }
  });

  test("and the event names the administrator", () => {
    const target = { user: admin, hasOtherAdmin: true, sessions: [], signIns: null, notices: null };
    const command = { roles: ["user"] satisfies Role[], actor: actorOf("grace") };
    expect(decideSetRolesByAdmin(target, command, now)).toMatchObject({
      outcome: { roles: ["user"] },
      events: [{ name: "roles_changed", userId: "ada", actor: { userId: "grace" } }],
    });
  });
});

describe("a new name", () => {
  const account = { user: makeUser(), sessions: [], signIns: null, notices: null };
  const change = { actor: actorOf("ada", session.id), usage: null };
  const setName = (name: string, usage: Usage = null) =>
    decideChangeName(account, { ...change, name, usage }, now, {});
  const setLabel = (label: string | null, of = session, usage: Usage = null) =>
    decideRename(of, { ...change, label, usage }, now, {});

  test("equal to the current one writes nothing and records no event", () => {
    const { name } = makeUser();
    expect(setName(name)).toMatchObject({ outcome: { name }, changes: [], events: [] });
    expect(setLabel(null)).toMatchObject({ changes: [], events: [] });
  });
  test("that differs is written, and recorded once", () => {
    expect(setLabel("Desk")).toMatchObject({
      outcome: { label: "Desk" },
      events: [{ name: "device_renamed" }],
    });
    expect(setName("New")).toMatchObject({
      outcome: { name: "New" },
      events: [{ name: "profile_changed", sessionId: session.id }],
    });
  });
  test("cannot be given to an ended session", () => {
    expect(setLabel("Desk", { ...session, endedAt: 1 }).outcome).toEqual({ code: "not_found" });
  });
  test("is refused after too many name changes within an hour, and writes nothing", () => {
    const used = { count: USER_LIMITS.nameChange.count, expire: now + MINUTE_MS };
    const refused = {
      outcome: { code: "rate_limited", details: { retryAfter: 60 } },
      changes: [],
      events: [],
    };
    expect(setName("New", used)).toEqual(refused);
    expect(setLabel("Desk", session, used)).toEqual(refused);
  });
});
