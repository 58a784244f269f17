/**
 * A change against the end of its caller's session, and two administrators against each other. Whatever the order, a
 * caller whose session had ended changes nothing.
 */
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { updateProfile } from "@/lib/server/account/account";
import { draftKey } from "@/lib/server/account/drafts";
import { findNote, saveNote } from "@/lib/server/account/notes";
import { revokeAllOf, revokeSessionOf, setDisabled, setRolesOf } from "@/lib/server/admin/admin";
import type { Grant } from "@/lib/server/sessions/grant";
import { renameSession, revokeSession, revokeSessions } from "@/lib/server/sessions/session-list";
import { signOut } from "@/lib/server/sessions/sessions";
import { refusal } from "./testing/expectations";
import { type Installation, installOn, requester } from "./testing/installation";
import { raceRounds, raceTimeoutMs } from "./testing/race-rounds";

const ROUNDS = raceRounds(10);
const PATIENCE = { timeout: raceTimeoutMs(ROUNDS) };
const from = requester();

describe.each(engines)("$name", (engine) => {
  test(
    `of two administrators who disable each other at once, one remains (${ROUNDS} rounds)`,
    PATIENCE,
    async () => {
      const app = await installOn(engine);
      const ada = await app.addUser("Ada", { roles: ["user", "admin"] });
      const grace = await app.addUser("Grace", { roles: ["user", "admin"] });
      for (let round = 0; round < ROUNDS; round += 1) {
        const admins = [await app.openSession(ada), await app.openSession(grace)] as const;
        const answers = await Promise.all([
          setDisabled(admins[0], grace.id, true, from),
          setDisabled(admins[1], ada.id, true, from),
        ]);
        expect(answers.map(refusal).sort()).toEqual(["granted", "session_revoked: account_disabled"]);
        await enableAll(app, [ada.id, grace.id]);
      }
    },
  );

  test(
    `of two administrators who take each other's role at once, one is refused (${ROUNDS} rounds)`,
    PATIENCE,
    async () => {
      const app = await installOn(engine);
      const ada = await app.openSession(await app.addUser("Ada", { roles: ["user", "admin"] }));
      const grace = await app.openSession(await app.addUser("Grace", { roles: ["user", "admin"] }));
      for (let round = 0; round < ROUNDS; round += 1) {
        const answers = await Promise.all([
          setRolesOf(ada, grace.user.id, ["user"], from),
          setRolesOf(grace, ada.user.id, ["user"], from),
        ]);
        expect(answers.map(refusal).sort()).toEqual(["forbidden", "granted"]);
        for (const { user } of [ada, grace]) await setRoles(app, user.id, ["user", "admin"]);
      }
    },
  );

  test(
    `of two administrators who give up the role at once, one keeps it (${ROUNDS} rounds)`,
    PATIENCE,
    async () => {
      const app = await installOn(engine);
      const ada = await app.openSession(await app.addUser("Ada", { roles: ["user", "admin"] }));
      const grace = await app.openSession(await app.addUser("Grace", { roles: ["user", "admin"] }));
      for (let round = 0; round < ROUNDS; round += 1) {
        const answers = await Promise.all(
          [ada, grace].map((own) => setRolesOf(own, own.user.id, ["user"], from)),
        );
        expect(answers.map(refusal).sort()).toEqual(["granted", "last_admin"]);
        for (const { user } of [ada, grace]) await setRoles(app, user.id, ["user", "admin"]);
      }
    },
  );

  test("an administrator who has lost the role ends no session and gives no role", async () => {
    const app = await installOn(engine);
    const ada = await app.openSession(await app.addUser("Ada"));
    const grace = await app.openSession(await app.addUser("Grace", { roles: ["admin"] }));
    await setRoles(app, grace.user.id, ["user"]);
    const target = { userId: ada.user.id, sessionId: ada.session.id };
    expect(refusal(await revokeSessionOf(grace, target, from))).toBe("forbidden");
    expect(refusal(await setRolesOf(grace, grace.user.id, ["admin"], from))).toBe("forbidden");
    expect(await app.session(ada.session.id)).toMatchObject({ endedAt: null });
    await setRoles(app, grace.user.id, ["admin"]);
    expect(await revokeSessionOf(grace, target, from)).toBeNull();
    expect(await app.session(ada.session.id)).toMatchObject({ endedReason: "admin" });
  });

  test("the only administrator cannot be disabled: neither by that account itself nor, once the role is lost, another", async () => {
    const app = await installOn(engine);
    const ada = await app.openSession(await app.addUser("Ada", { roles: ["user", "admin"] }));
    expect(refusal(await setDisabled(ada, ada.user.id, true, from))).toBe("last_admin");
    const grace = await app.addUser("Grace", { roles: ["user", "admin"] });
    expect(refusal(await setDisabled(ada, ada.user.id, true, from))).toBe("forbidden");
    await setRoles(app, ada.user.id, ["user"]);
    expect(refusal(await setDisabled(ada, grace.id, true, from))).toBe("forbidden");
    expect(refusal(await revokeAllOf(ada, { userId: grace.id, scope: "all" }, from))).toBe("forbidden");
  });

  /** Each change, and whether it took place. */
  const changes: Record<
    string,
    { change: (caller: Grant, other: Grant, mark: string) => Promise<unknown>; applied: Applied }
  > = {
    "the display name": {
      change: (caller, _, mark) => updateProfile(caller, { name: mark }, from),
      applied: async (app, { user }, _, mark) => (await app.db.findUser(user.id))?.name === mark,
    },
    "the note": {
      change: (caller, _, mark) => saveNote(caller, mark),
      applied: async (_, { user }, __, mark) => (await findNote(user.id)).text === mark,
    },
    "a device's name": {
      change: (caller, other, mark) => renameSession(caller, other.session.id, mark, from),
      applied: async (app, _, other, mark) => (await app.session(other.session.id)).label === mark,
    },
    "the end of a device": {
      change: (caller, other) => revokeSession(caller, other.session.id, from),
      applied: async (app, _, other) => (await app.session(other.session.id)).endedAt !== null,
    },
    "the end of the others": {
      change: (caller) => revokeSessions(caller, "others", from),
      applied: async (app, _, other) => (await app.session(other.session.id)).endedAt !== null,
    },
    "a draft key": {
      change: (caller) => draftKey(caller),
      applied: async (app, { user, session }) =>
        (await app.db.findDraftKey(user.id, session.browserId)) !== null,
    },
  };

  test.each(Object.entries(changes))(
    `%s against the end of its caller's session (${ROUNDS} rounds)`,
    PATIENCE,
    async (name, { change, applied }) => {
      const app = await installOn(engine, { RATE_LIMIT: "off" });
      const ada = await app.addUser("Ada");
      for (let round = 0; round < ROUNDS; round += 1) {
        const caller = await app.openSession(ada);
        const other = await app.openSession(ada);
        const mark = `round ${round}`;
        const ending = async () => {
          for (let turns = round % 4; turns > 0; turns -= 1) await setImmediate();
          await signOut([caller.refreshToken], from);
        };
        const [answer] = await Promise.all([change(caller, other, mark), ending()]);
        const code = refusal(answer);
        // A draft key that was stored before the end is deleted by it.
        const expected = name === "a draft key" ? false : code === "granted";
        expect([round, await applied(app, caller, other, mark)]).toEqual([round, expected]);
        if (name !== "a draft key") expect(["granted", "session_revoked: signed_out"]).toContain(code);

        // Checked before the end, decided after it: nothing changes.
        const late = `late ${round}`;
        const another = await app.openSession(ada);
        expect(refusal(await change(caller, another, late))).toBe("session_revoked: signed_out");
        expect(await applied(app, caller, another, late)).toBe(false);
        await signOut([other.refreshToken, another.refreshToken], from);
      }
    },
  );
});

type Applied = (app: Installation, caller: Grant, other: Grant, mark: string) => Promise<boolean>;

async function enableAll(app: Installation, ids: string[]): Promise<void> {
  for (const id of ids) {
    await app.db.changeAccount({ id }, () => ({
      outcome: null,
      changes: [{ kind: "update-user", id, set: { disabledAt: null } }],
      events: [],
    }));
  }
}

async function setRoles(app: Installation, id: string, roles: ("user" | "admin")[]): Promise<void> {
  await app.db.changeAccount({ id }, () => ({
    outcome: null,
    changes: [{ kind: "update-user", id, set: { roles } }],
    events: [],
  }));
}
