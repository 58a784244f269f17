import { describe, expect, test } from "vitest";
import type { Account } from "@/lib/session/decision";
import { InMemoryServer } from "@/lib/session/testing/in-memory-server";
import { makeUser } from "@/lib/session/testing/test-records";
import { decideDemoAccess, LOCKED_HASH } from "./demo-access";
import { DEMO_ACCOUNT_NAMES, demoAccountId } from "./demo-accounts";

const server = new InMemoryServer();
const session = server.session(server.signIn().id);
const { now } = server;
const open: Account = { user: makeUser(), sessions: [session], signIns: null, notices: null };
const locked: Account = {
  user: { ...makeUser(), passwordHash: LOCKED_HASH, disabledAt: now },
  sessions: [],
  signIns: null,
  notices: null,
};

describe("when the demo is off", () => {
  test("a demo account loses its password and its sessions, and is disabled", () => {
    expect(decideDemoAccess(open, null, now)).toMatchObject({
      outcome: true,
      changes: [
        { kind: "update-user", id: "ada", set: { passwordHash: LOCKED_HASH } },
        { kind: "update-user", id: "ada", set: { disabledAt: now } },
        { kind: "update-session", id: session.id, set: { endedReason: "account_disabled" } },
        { kind: "revoke-tokens" },
        { kind: "forget-provider-sign-ins", userId: "ada", sessionId: null },
        { kind: "cancel-attempts", userId: "ada" },
        { kind: "cancel-challenges", userId: "ada" },
        { kind: "revoke-tickets", userId: "ada", type: "password_reset" },
      ],
      events: [{ name: "account_disabled", actor: { userId: null } }, { name: "session_ended" }],
    });
  });

  test("also one that a visitor has disabled or given another password", () => {
    const changed = { ...open, user: { ...open.user, passwordHash: "hash-2", disabledAt: 1 } };
    expect(decideDemoAccess(changed, null, now).changes).toMatchObject([
      { set: { passwordHash: LOCKED_HASH } },
    ]);
  });
});

test("when the demo is on again, a locked account gets its public password back", () => {
  expect(decideDemoAccess(locked, "public", now)).toMatchObject({
    outcome: true,
    changes: [{ set: { passwordHash: "public" } }, { set: { disabledAt: null } }],
  });
});

test.each([
  ["no account", null, null],
  ["no account, in the demo", null, "public"],
  ["a locked account", locked, null],
  ["an open one in the demo", open, "public"],
  [
    "one that a visitor of the demo has disabled",
    { ...open, user: { ...open.user, disabledAt: 1 } },
    "public",
  ],
])("nothing changes for %s", (_, account, publicHash) => {
  expect(decideDemoAccess(account, publicHash, now)).toEqual({ outcome: false, changes: [], events: [] });
});

test("no id of another account, which has 22 characters, is one of the demo's", () => {
  for (const name of DEMO_ACCOUNT_NAMES) expect(demoAccountId(name).length).toBeLessThan(22);
});
