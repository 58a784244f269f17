import { describe, expect, test } from "vitest";
import { decideSetDisabledByAdmin } from "./account-management";
import { authorizeCaller, type Caller } from "./caller";
import type { Role } from "./contract";
import { decideChangeName, decideRename } from "./naming";
import { actorOf, InMemoryServer, MINUTE_MS, makeUser } from "./testing/in-memory-server";

const server = new InMemoryServer();
const session = server.session(server.signIn().id);
const now = session.createdAt;
const claim = { sessionId: session.id, userId: "ada", minGeneration: 0 };
const admin = { ...makeUser(), roles: ["user", "admin"] satisfies Role[] };

describe("a caller at the moment of the decision", () => {
  const cases: [string, Caller | null, { role?: Role }, string | null][] = [
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

describe("disabling an account as an administrator", () => {
  const cases: [string, { user: typeof admin; hasOtherAdmin: boolean }, string, string | null][] = [
    ["the only administrator", { user: admin, hasOtherAdmin: false }, "grace", "last_admin"],
    ["oneself, the only administrator", { user: admin, hasOtherAdmin: false }, "ada", "last_admin"],
    ["oneself, with another administrator", { user: admin, hasOtherAdmin: true }, "ada", "forbidden"],
    ["another administrator", { user: admin, hasOtherAdmin: true }, "grace", null],
  ];
  test.each(cases)("%s", (_, target, by, code) => {
    const command = { disabled: true, actor: actorOf(by) };
    const { outcome } = decideSetDisabledByAdmin({ ...target, sessions: [] }, command, now);
    expect("code" in outcome ? outcome.code : null).toBe(code);
  });
});

describe("a name", () => {
  const actor = actorOf("ada", session.id);
  test("that is the same already writes nothing and tells nothing", () => {
    const { name } = makeUser();
    expect(decideChangeName({ user: makeUser(), sessions: [] }, { name, actor }, now)).toMatchObject({
      outcome: { name },
      changes: [],
      events: [],
    });
    expect(decideRename(session, { label: null, actor }, now)).toMatchObject({ changes: [], events: [] });
  });
  test("that is new is written, and told once", () => {
    expect(decideRename(session, { label: "Desk", actor }, now)).toMatchObject({
      outcome: { label: "Desk" },
      events: [{ name: "device_renamed" }],
    });
    expect(decideChangeName({ user: makeUser(), sessions: [] }, { name: "New", actor }, now)).toMatchObject({
      outcome: { name: "New" },
      events: [{ name: "profile_changed", sessionId: session.id }],
    });
  });
  test("is not given to a session that has ended", () => {
    expect(decideRename({ ...session, endedAt: 1 }, { label: "Desk", actor }, now).outcome).toEqual({
      code: "not_found",
    });
  });
});
