/** Invitations under concurrency, on both engines: whatever happens at once, one outcome is stored. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import { sweep } from "@/lib/server/sweeper";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { DAY, HOUR, installOn, requester } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { accessOf, addOrganization, write } from "@/lib/server/testing/organizations";
import { acceptInvitation, invite, listInvitations, withdrawInvitation } from "./invitations";

const from = requester();
const BOB = { email: "bob@example.com", role: "member" as const };
const AT_ONCE = 20;

describe.each(engines)("$name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    const [ada, grace, bob] = [
      await app.openSession(await app.addUser("Ada")),
      await app.openSession(await app.addUser("Grace")),
      await app.openSession(await app.addUser("Bob")),
    ];
    const { id } = await addOrganization(app, "engines", [
      [ada.user, "owner"],
      [grace.user, "admin"],
    ]);
    const access = { ada: await accessOf(app, ada, id), grace: await accessOf(app, grace, id) };
    const secrets = async () => (await readMail(app, BOB.email)).map(({ ticket }) => ticket);
    const members = async () => {
      const url = app.config.databaseUrl;
      const rows = await engine.query(url, `select role from memberships where user_id = '${bob.user.id}'`);
      return rows.length;
    };
    return { app, id, ada, grace, bob, access, secrets, members };
  }

  test("twenty acceptances at once: one membership, one event, and no invitation is left", async () => {
    const { app, bob, access, secrets, members } = await setUp();
    granted(await invite(access.ada, BOB, from));
    const [secret = ""] = await secrets();
    const accept = () => acceptInvitation(bob, secret, from);
    const codes = (await Promise.all(Array.from({ length: AT_ONCE }, accept))).map(refusal).sort();
    expect(codes).toEqual(["granted", ...Array<string>(AT_ONCE - 1).fill("invalid_ticket")]);
    expect(await members()).toBe(1);
    expect(await app.audit(bob.user.id)).toEqual(["signed_in_new_browser", "invitation_accepted"]);
    expect(await listInvitations(access.ada)).toEqual([]);
    expect((await app.db.findUser(bob.user.id))?.emailVerifiedAt).toBe(app.now);
  });

  test("two users with one secret: the one whose address was invited", async () => {
    const { app, grace, bob, access, secrets, members } = await setUp();
    const eve = await app.openSession(await app.addUser("Eve"));
    granted(await invite(access.ada, BOB, from));
    const [secret = ""] = await secrets();
    const answers = await Promise.all([eve, bob, grace, eve].map((by) => acceptInvitation(by, secret, from)));
    expect(refusal(answers[1])).toBe("granted");
    for (const other of [0, 2, 3])
      expect(["wrong_account", "invalid_ticket"]).toContain(refusal(answers[other]));
    expect(await members()).toBe(1);
  });

  test("twenty invitations to one address at once: one is open, and of all secrets one is good", async () => {
    const { app, bob, access, secrets } = await setUp();
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) => invite(at % 2 ? access.ada : access.grace, BOB, from)),
    );
    const codes = answers.map(refusal).sort();
    expect(codes).toEqual([
      ...Array<string>(10).fill("granted"), // as many messages as one address may get
      ...Array<string>(10).fill("rate_limited"),
    ]);
    expect(await listInvitations(access.ada)).toHaveLength(1);
    expect(await secrets()).toHaveLength(10);
    const accepted = [];
    for (const secret of await secrets()) accepted.push(refusal(await acceptInvitation(bob, secret, from)));
    expect(accepted.filter((code) => code === "granted")).toHaveLength(1);
    expect(app.logged.join("\n")).not.toContain((await secrets())[0]);
  });

  test("an organization that has used up an address's limit keeps no other from inviting it, up to fifty in all", async () => {
    const { app, access } = await setUp();
    const { count } = RATE_LIMITS.invitedAddress;
    const inviteFrom = async (by: typeof access.ada, times: number) => {
      const codes: string[] = [];
      for (let n = 0; n < times; n += 1) codes.push(refusal(await invite(by, BOB, from)));
      return codes.filter((code) => code === "granted").length;
    };
    expect(await inviteFrom(access.ada, count + 1)).toBe(count);
    const others = ["looms", "tables", "engraving", "printing", "paper"];
    const sent = [];
    for (const slug of others) {
      const owner = await app.openSession(await app.addUser(slug));
      const { id } = await addOrganization(app, slug, [[owner.user, "owner"]]);
      sent.push(await inviteFrom(await accessOf(app, owner, id), count));
    }
    // The first organization's refused one is not counted among all.
    expect(sent).toEqual([count, count, count, count, 0]);
  });

  test("a user with several organizations invites an address no more often than with one", async () => {
    const { app, ada, grace, access } = await setUp();
    const { id } = await addOrganization(app, "looms", [
      [ada.user, "owner"],
      [grace.user, "owner"],
    ]);
    const inviteAs = async ({ user }: typeof ada) =>
      refusal(await invite(await accessOf(app, await app.openSession(user), id), BOB, from));
    for (let n = 1; n < RATE_LIMITS.invitedAddressByUser.count; n += 1)
      granted(await invite(access.ada, BOB, from));
    expect(await inviteAs(ada)).toBe("granted");
    app.pass(2 * HOUR);
    expect(await inviteAs(ada)).toBe("rate_limited");
    expect(await inviteAs(grace)).toBe("granted");
    app.pass(DAY);
    expect(await inviteAs(ada)).toBe("granted");
  });

  test("accepting and withdrawing at once: either the user is a member or the link was withdrawn", async () => {
    const { bob, access, secrets, members, app, id } = await setUp();
    for (let round = 0; round < 6; round += 1) {
      app.pass(1);
      const sent = granted(await invite(access.ada, BOB, from));
      const [secret = ""] = await secrets();
      const [accepted, withdrawn] = await Promise.all([
        acceptInvitation(bob, secret, from),
        withdrawInvitation(access.grace, sent.id, from),
      ]);
      const isMember = refusal(accepted) === "granted";
      expect([round, refusal(accepted), refusal(withdrawn)]).toEqual(
        isMember ? [round, "granted", "not_found"] : [round, "invalid_ticket", "granted"],
      );
      expect(await members()).toBe(isMember ? 1 : 0);
      await engine.query(
        app.config.databaseUrl,
        `delete from memberships where user_id = '${bob.user.id}' and organization_id = '${id}'`,
      );
    }
  });

  test("an admin who lost the role, or whose session ended, after the request was admitted invites no more", async () => {
    const { app, grace, access } = await setUp();
    await engine.query(
      app.config.databaseUrl,
      `update memberships set role = 'member' where user_id = '${grace.user.id}'`,
    );
    expect(refusal(await invite(access.grace, BOB, from))).toBe("forbidden");
    const ended = { endedAt: app.now, endedReason: "signed_out" as const };
    await write(app, [{ kind: "update-session", id: grace.session.id, set: ended }]);
    expect(refusal(await invite(access.grace, BOB, from))).toBe("session_revoked: signed_out");
    expect(await readMail(app, BOB.email)).toEqual([]);
    expect(await listInvitations(access.ada)).toEqual([]);
  });

  test("invitations are deleted a day after they expired", async () => {
    const { app, access } = await setUp();
    granted(await invite(access.ada, BOB, from));
    const left = async () => (await app.db.listInvitations(access.ada.organization.id, 0)).length;
    app.pass(8 * DAY);
    await sweep();
    expect(await left()).toBe(1);
    app.pass(1);
    await sweep();
    expect(await left()).toBe(0);
  });
});
