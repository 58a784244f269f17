/** Deleting an account: asking for it, keeping it, and the deletion, also against everything else that happens at once. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { hashToken } from "@/lib/server/crypto";
import { acceptInvitation } from "@/lib/server/organizations/invitations";
import { setMemberRole } from "@/lib/server/organizations/members";
import type { Grant } from "@/lib/server/sessions/grant";
import { refresh } from "@/lib/server/sessions/refresh";
import { signIn, signUp } from "@/lib/server/sign-in/sign-in";
import { sweep } from "@/lib/server/sweeper";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { DAY, type Installation, installOn, PASSWORD, requester } from "@/lib/server/testing/installation";
import { accessOf, addMember, addOrganization, write } from "@/lib/server/testing/organizations";
import { raceRounds, raceTimeoutMs } from "@/lib/server/testing/race-rounds";
import { DELETION_GRACE_MS } from "@/lib/session/account/account-deletion";
import type { ApiKeyRecord } from "@/lib/session/organizations/organization-records";
import { deleteDueAccounts, keepAccount, scheduleDeletion } from "./account-deletion";

const ROUNDS = raceRounds(8);
const PATIENCE = { timeout: raceTimeoutMs(ROUNDS) };
const from = requester();

const principalOf = ({ user, session, now }: Grant) => ({ user, session, now });
const schedule = (grant: Grant) => scheduleDeletion(principalOf(grant), from);
const keep = (grant: Grant) => keepAccount(principalOf(grant), from);

async function living(app: Installation, userId: string): Promise<string[]> {
  return (await app.db.listLiving(userId)).map(({ id }) => id);
}

/** A user who is signed in on two devices, and a key of hers in an organization that another owns. */
async function withAda(app: Installation) {
  const ada = await app.addUser("Ada");
  const grace = await app.addUser("Grace");
  const here = await app.openSession(ada);
  const elsewhere = await app.openSession(ada);
  const organization = await addOrganization(app, "engines", [
    [grace, "owner"],
    [ada, "admin"],
  ]);
  const apiKey: ApiKeyRecord = {
    id: "key of ada",
    organizationId: organization.id,
    createdBy: ada.id,
    name: "Build server",
    prefix: "key_abc",
    hash: hashToken("key_abc"),
    scope: "read",
    createdAt: app.now,
    lastUsedAt: null,
    expiresAt: app.now + 90 * DAY,
  };
  await write(app, [{ kind: "insert-api-key", apiKey }]);
  return { ada, grace, here, elsewhere, organization };
}

describe.each(engines)("$name", (engine) => {
  test("asking for it ends every session with a reason of its own, revokes the API keys and tells the user", async () => {
    const app = await installOn(engine);
    const { ada, here, elsewhere } = await withAda(app);
    expect(granted(await schedule(here))).toEqual({
      deletionAt: new Date(app.now + DELETION_GRACE_MS).toISOString(),
    });
    expect(await living(app, ada.id)).toEqual([]);
    for (const { refreshToken } of [here, elsewhere])
      expect(refusal(await refresh(refreshToken, {}, from))).toBe("session_revoked: account_deletion");
    expect(await app.db.findApiKey(hashToken("key_abc"))).toBeNull();
    expect(await app.audit(ada.id)).toEqual(
      expect.arrayContaining([
        "deletion_scheduled",
        "api_key_revoked",
        "session_ended: account_deletion",
        "session_ended: account_deletion",
      ]),
    );
    const [mail] = await app.db.listMail("ada@example.com");
    expect(mail).toMatchObject({ template: "deletion_scheduled", values: { name: "Ada" } });
    expect(Date.parse(mail?.values.deletionAt ?? "")).toBe(app.now + DELETION_GRACE_MS);
  });

  test("once more, or at once from two devices, it is asked for once: the first date stands", async () => {
    const app = await installOn(engine);
    const { ada, here, elsewhere } = await withAda(app);
    const answers = await Promise.all([schedule(here), schedule(elsewhere)]);
    expect(answers.map(refusal).sort()).toEqual(["granted", "session_revoked: account_deletion"]);
    app.pass(DAY);
    const again = await app.openSession(ada);
    expect(granted(await schedule(again))).toEqual({
      deletionAt: new Date(app.now - DAY + DELETION_GRACE_MS).toISOString(),
    });
    expect((await app.audit(ada.id)).filter((name) => name === "deletion_scheduled")).toHaveLength(1);
  });

  test("the only owner is told which organizations need another; an owner who is disabled or leaves is none", async () => {
    const app = await installOn(engine);
    const ada = await app.openSession(await app.addUser("Ada"));
    const [grace, alan] = [await app.addUser("Grace"), await app.addUser("Alan")];
    for (const name of ["alone", "disabled", "leaving", "shared", "member"])
      await addOrganization(app, name, []);
    const membership = async (name: string, user = ada.user, role: "owner" | "member" = "owner") =>
      addMember(app, { id: name as never } as never, user, { role });
    for (const name of ["alone", "disabled", "leaving", "shared"]) await membership(name);
    await membership("member", ada.user, "member");
    await membership("disabled", grace);
    await membership("leaving", alan);
    const shared = await app.addUser("Mary");
    await membership("shared", shared);
    await write(app, [
      { kind: "update-user", id: grace.id, set: { disabledAt: app.now } },
      { kind: "update-user", id: alan.id, set: { deletionAt: app.now + DAY } },
    ]);
    expect(await schedule(ada)).toMatchObject({
      code: "last_owner",
      details: {
        organizations: ["alone", "disabled", "leaving"].map((name) => ({ id: name, name })),
      },
    });
    expect(await living(app, ada.user.id)).toEqual([ada.session.id]);
    expect((await app.db.findUser(ada.user.id))?.deletionAt).toBeNull();
  });

  test("the only administrator stays; of two who leave at once one does", async () => {
    const app = await installOn(engine);
    const ada = await app.openSession(await app.addUser("Ada", { roles: ["admin"] }));
    expect(refusal(await schedule(ada))).toBe("last_admin");
    const grace = await app.openSession(await app.addUser("Grace", { roles: ["admin"] }));
    const answers = await Promise.all([schedule(ada), schedule(grace)]);
    expect(answers.map(refusal).sort()).toEqual(["granted", "last_admin"]);
  });

  test("a sign-in during the two weeks keeps nothing; only the click does, and it may be repeated", async () => {
    const app = await installOn(engine);
    const { ada, here } = await withAda(app);
    granted(await schedule(here));
    app.pass(DELETION_GRACE_MS - 1);
    const input = { email: "ada@example.com", password: PASSWORD, rememberMe: false };
    const back = granted(await signIn(input, from));
    expect(back.user.deletionAt).toBe(app.now + 1);
    expect(await deleteDueAccounts(app.now)).toBe(0);
    expect(granted(await keep(back))).not.toHaveProperty("deletionAt");
    expect(granted(await keep(back))).not.toHaveProperty("deletionAt");
    app.pass(DAY);
    await sweep();
    expect(await app.db.findUser(ada.id)).toMatchObject({ deletionAt: null });
    expect((await app.audit(ada.id)).filter((name) => name === "account_kept")).toHaveLength(1);
  });

  test("a sign-up with the address is answered as for every account until the deletion; then it makes a new one", async () => {
    const app = await installOn(engine);
    const { ada, here } = await withAda(app);
    granted(await schedule(here));
    const input = { email: "Ada@Example.com", name: "Another", password: "a boat on a quiet lake" };
    expect(refusal(await signUp(input, requester()))).toBe("email_taken");
    app.pass(DELETION_GRACE_MS);
    await sweep();
    expect(await app.db.findUser(ada.id)).toBeNull();
    const next = granted(await signUp(input, requester()));
    expect(next.user.id).not.toBe(ada.id);
    expect(await app.audit(next.user.id)).toEqual(["signed_up"]);
  });

  test("a disabled account is deleted on its day too", async () => {
    const app = await installOn(engine);
    const { ada, here } = await withAda(app);
    granted(await schedule(here));
    await write(app, [{ kind: "update-user", id: ada.id, set: { disabledAt: app.now } }]);
    app.pass(DELETION_GRACE_MS);
    expect(await deleteDueAccounts(app.now)).toBe(1);
    expect(await app.db.findUser(ada.id)).toBeNull();
  });

  test("two nodes that sweep at once delete each account once", PATIENCE, async () => {
    const app = await installOn(engine);
    const ids: string[] = [];
    for (let at = 0; at < 12; at += 1) {
      const user = await app.addUser(`Guest${at}`);
      granted(await schedule(await app.openSession(user)));
      ids.push(user.id);
    }
    app.pass(DELETION_GRACE_MS);
    const deleted = await Promise.all([deleteDueAccounts(app.now), deleteDueAccounts(app.now)]);
    expect(deleted[0] + deleted[1]).toBe(ids.length);
    const log = await engine.query(
      app.config.databaseUrl,
      "select user_id from audit_events where name = 'account_deleted'",
    );
    expect(log).toHaveLength(ids.length);
    for (const id of ids) expect(await app.db.findUser(id)).toBeNull();
  });

  test("a sweep that breaks off in the middle of an account leaves it whole; the next one deletes it", async () => {
    const app = await installOn(engine);
    const { ada, here } = await withAda(app);
    await write(app, [{ kind: "save-note", userId: ada.id, text: "Notes", updatedAt: app.now }]);
    granted(await schedule(here));
    app.pass(DELETION_GRACE_MS);
    const run = (statement: string) => engine.query(app.config.databaseUrl, statement);
    // The user's own row goes last: what was deleted before it comes back.
    const [on, off] =
      engine.name === "SQLite"
        ? [
            "create trigger power_cut before delete on users begin select raise(abort, 'power cut'); end",
            "drop trigger power_cut",
          ]
        : [
            "create rule power_cut as on delete to users do instead select 1 / (id = '')::int from users",
            "drop rule power_cut on users",
          ];
    const before = await app.audit(ada.id);
    await run(on);
    await expect(deleteDueAccounts(app.now)).rejects.toThrow();
    await run(off);
    expect(await app.db.findUser(ada.id)).not.toBeNull();
    expect(await app.audit(ada.id)).toEqual(before);
    expect(await app.db.listMail("ada@example.com")).not.toEqual([]);
    expect(await deleteDueAccounts(app.now)).toBe(1);
    expect(await app.audit(ada.id)).toEqual([]);
    expect(await app.db.listMail("ada@example.com")).toEqual([]);
  });

  test(
    `keeping it against the sweep: it is kept or deleted, and whole (${ROUNDS} rounds)`,
    PATIENCE,
    async () => {
      const app = await installOn(engine);
      for (let round = 0; round < ROUNDS; round += 1) {
        const ada = await app.addUser(`Ada${round}`);
        granted(await schedule(await app.openSession(ada)));
        app.pass(DELETION_GRACE_MS);
        const back = await app.openSession(ada);
        const [kept, deleted] = await Promise.all([keep(back), deleteDueAccounts(app.now)]);
        expect(refusal(kept)).toBe(deleted === 1 ? "not_authenticated" : "granted");
        expect((await app.db.findUser(ada.id)) === null).toBe(deleted === 1);
      }
    },
  );

  test(
    `sign-ins and refreshes against the request: no session from before it is left (${ROUNDS} rounds)`,
    PATIENCE,
    async () => {
      const app = await installOn(engine, { RATE_LIMIT: "off" });
      for (let round = 0; round < ROUNDS; round += 1) {
        const ada = await app.addUser(`Ada${round}`);
        const here = await app.openSession(ada);
        const [, , entered] = await Promise.all([
          schedule(here),
          refresh(here.refreshToken, {}, from),
          app.openSession(ada),
        ]);
        const left = await living(app, ada.id);
        expect(left).not.toContain(here.session.id);
        // The new session ended with the others, or was opened afterwards, by a user who is asked whether to keep the account.
        if (left.length > 0) expect(left).toEqual([entered.session.id]);
        expect((await app.db.findUser(ada.id))?.deletionAt).not.toBeNull();
      }
    },
  );

  test(`of two owners who leave at once one is refused (${ROUNDS} rounds)`, PATIENCE, async () => {
    const app = await installOn(engine);
    for (let round = 0; round < ROUNDS; round += 1) {
      const pair = await Promise.all(
        ["Ada", "Grace"].map(async (name) => app.openSession(await app.addUser(`${name}${round}`))),
      );
      await addOrganization(
        app,
        `engines${round}`,
        pair.map(({ user }) => [user, "owner"]),
      );
      const answers = await Promise.all(pair.map(schedule));
      expect(answers.map(refusal).sort()).toEqual(["granted", "last_owner"]);
    }
  });

  test(
    `becoming the owner against the request: no organization is left without one (${ROUNDS} rounds)`,
    PATIENCE,
    async () => {
      const app = await installOn(engine);
      for (let round = 0; round < ROUNDS; round += 1) {
        const ada = await app.openSession(await app.addUser(`Ada${round}`));
        const grace = await app.openSession(await app.addUser(`Grace${round}`));
        const organization = await addOrganization(app, `engines${round}`, [
          [grace.user, "owner"],
          [ada.user, "owner"],
        ]);
        const own = await accessOf(app, grace, organization.id);
        const [asked, demoted] = await Promise.all([
          schedule(ada),
          setMemberRole(own, { userId: grace.user.id, role: "member" }, from),
        ]);
        expect([refusal(asked), refusal(demoted)].sort()).toEqual(["granted", "last_owner"]);
      }
    },
  );

  test(
    `an invitation that is accepted against the request: member before, or refused (${ROUNDS} rounds)`,
    PATIENCE,
    async () => {
      const app = await installOn(engine);
      const grace = await app.addUser("Grace");
      for (let round = 0; round < ROUNDS; round += 1) {
        const ada = await app.openSession(await app.addUser(`Ada${round}`));
        const { id: organizationId } = await addOrganization(app, `engines${round}`, [[grace, "owner"]]);
        const invitation = {
          id: `invitation${round}`,
          organizationId,
          email: ada.user.email,
          role: "owner" as const,
          ...{ hash: hashToken(`secret${round}`), invitedBy: grace.id },
          createdAt: app.now,
          expiresAt: app.now + DAY,
        };
        await write(app, [{ kind: "insert-invitation", invitation }]);
        const [asked, accepted] = await Promise.all([
          schedule(ada),
          acceptInvitation(principalOf(ada), `secret${round}`, from),
        ]);
        expect(refusal(asked)).toBe("granted");
        expect(["granted", "session_revoked: account_deletion"]).toContain(refusal(accepted));
        app.pass(DELETION_GRACE_MS);
        await deleteDueAccounts(app.now);
        const { membership } = await app.db.findMembership(organizationId, ada.user.id);
        expect(membership).toBeNull();
      }
    },
  );
});
