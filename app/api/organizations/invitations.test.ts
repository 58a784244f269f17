/** Invitations through the API: who may send one, what the message says, and who may accept it. */
import { describe, expect, test } from "vitest";
import { DAY, type Installation, MINUTE } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { addMember, write } from "@/lib/server/testing/organizations";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as invitationsRoute from "./[id]/invitations/route";
import { refused, requests, setDisabled, setRole, setUp, signIn } from "./organization-members.fixture";

const { invite, listInvitations, withdraw, accept } = requests;
const BOB = { email: "bob@example.com", role: "member" };
const INVALID = refused(401, "invalid_ticket");

/** The secret in the newest message to an address. */
async function tokenTo(app: Installation, email = BOB.email): Promise<string> {
  return (await readMail(app, email))[0]?.ticket ?? "";
}

test("to invite an admin or owner needs a user who has just proved who they are, to invite a member does not", async () => {
  const { app, ada } = await setUp({ REAUTHENTICATION_WINDOW: "60" });
  app.pass(MINUTE);
  for (const role of ["admin", "owner"])
    expect(await invite(ada, { ...BOB, role })).toMatchObject(refused(403, "reauthentication_required"));
  expect(await tokenTo(app)).toBe("");
  expect(await invite(ada, BOB)).toMatchObject({ status: 201 });
});

test("an invited address gets a message with a link; its user accepts and is a member", async () => {
  const { app, ada } = await setUp();
  const bob = await signIn(app, "Bob");
  const sent = await invite(ada, { email: " BOB@Example.com", role: "admin" });
  expect(sent).toMatchObject({ status: 201 });
  expect(sent.json).toEqual({
    id: expect.any(String),
    email: BOB.email,
    role: "admin",
    expiresAt: new Date(app.now + 7 * DAY).toISOString(),
  });
  const [mail] = await readMail(app, BOB.email);
  expect(mail).toMatchObject({
    template: "invitation",
    values: { inviter: "Ada", organization: "engines", role: "admin" },
  });
  expect(mail?.link).toMatch(/^http:\/\/localhost:3000\/invitations#token=[\w-]{43}$/);
  expect((await listInvitations(ada)).json).toEqual({ invitations: [sent.json] });

  expect((await app.db.findUser(bob.id))?.emailVerifiedAt).toBeNull();
  const accepted = await accept(bob, mail?.ticket);
  expect(accepted).toMatchObject({
    status: 200,
    json: {
      organization: { id: "engines", name: "engines", slug: "engines" },
      role: "admin",
      workspaces: [],
      joinedAt: new Date(app.now).toISOString(),
    },
  });
  expect((await app.db.findUser(bob.id))?.emailVerifiedAt).toBe(app.now);
  expect((await listInvitations(bob)).json).toEqual({ invitations: [] });
  expect(await app.audit(bob.id)).toContain("invitation_accepted");
  expect(await app.audit(ada.id)).toContain("invitation_sent");
  expect(await accept(bob, mail?.ticket)).toMatchObject(INVALID);
});

test("the secret is in the message alone: not in a list, an answer, the log, or in clear in the database", async () => {
  const { app, engines, ada } = await setUp();
  const sent = await invite(ada, BOB);
  const token = await tokenTo(app);
  expect(token).toHaveLength(43);
  const stored = JSON.stringify([
    await app.db.listMail(BOB.email),
    await app.db.listInvitations(engines.id, 0),
  ]);
  for (const text of [sent.text, (await listInvitations(ada)).text, stored, app.logged.join("\n")])
    expect(text).not.toContain(token);
});

test("the link leads to APP_URL, whatever host the request names", async () => {
  const { app, ada } = await setUp({ APP_URL: "https://app.example.com" });
  await ada.browser.post(invitationsRoute, "/api/organizations/engines/invitations", BOB, {
    id: "engines",
    headers: { host: "evil.example", "x-forwarded-host": "evil.example" },
  });
  expect((await readMail(app, BOB.email))[0]?.link).toMatch(
    /^https:\/\/app\.example\.com\/invitations#token=/,
  );
});

describe("inviting is refused", () => {
  test("to a member's address, in any spelling", async () => {
    const { app, ada } = await setUp();
    for (const email of ["grace@example.com", "GRACE@EXAMPLE.COM", "ｇrace@example.com"])
      expect(await invite(ada, { email, role: "member" })).toMatchObject(refused(409, "already_member"));
    expect(await readMail(app, "grace@example.com")).toEqual([]);
  });

  test("into a role above the inviter's own, and by a member whose role does not allow it", async () => {
    const { app, grace, alan, eve } = await setUp();
    expect(await invite(grace, { ...BOB, role: "owner" })).toMatchObject(refused(403, "forbidden"));
    expect(await invite(alan, BOB)).toMatchObject(refused(403, "forbidden"));
    expect(await invite(eve, BOB)).toMatchObject(refused(404, "not_found"));
    expect(await readMail(app, BOB.email)).toEqual([]);
    expect(await invite(grace, { ...BOB, role: "admin" })).toMatchObject({ status: 201 });
  });

  test.each([
    [{}],
    [{ email: BOB.email }],
    [{ role: "member" }],
    [{ email: "bob", role: "member" }],
    [{ email: BOB.email, role: "boss" }],
    [{ email: [BOB.email], role: "member" }],
    [{ ...BOB, organizationId: "looms" }],
  ])("with %j", async (body) => {
    const { ada } = await setUp();
    expect(await invite(ada, body)).toMatchObject(refused(400, "invalid_request"));
  });

  test("after fifty messages of a user, ten of an organization to an address, and a hundred of an organization", async () => {
    const { app, engines, ada, grace, eve } = await setUp();
    const many = (count: number) => Array.from({ length: count }, (_, at) => `u${at}@example.com`);
    for (let sent = 0; sent < 10; sent += 1) expect((await invite(ada, BOB)).status).toBe(201);
    for (const by of [ada, grace]) expect(await invite(by, BOB)).toMatchObject(refused(429, "rate_limited"));
    // Another organization has the address for itself.
    expect(await invite(eve, BOB, "looms")).toMatchObject({ status: 201 });
    expect(await readMail(app, BOB.email)).toHaveLength(11);
    for (const email of many(39)) expect((await invite(ada, { ...BOB, email })).status).toBe(201);
    expect(await invite(ada, { ...BOB, email: "more@example.com" })).toMatchObject(
      refused(429, "rate_limited"),
    );
    for (const email of many(48)) expect((await invite(grace, { ...BOB, email })).status).toBe(201);
    const adam = await signIn(app, "Adam");
    await addMember(app, engines, adam.grant.user, { role: "admin" });
    for (const email of many(1)) expect((await invite(adam, { ...BOB, email })).status).toBe(201);
    expect(await invite(adam, { ...BOB, email: "more@example.com" })).toMatchObject(
      refused(429, "rate_limited"),
    );
    app.pass(60 * MINUTE);
    await adam.browser.signInWith(await app.openSession(adam.grant.user));
    expect(await invite(adam, BOB)).toMatchObject({ status: 201 });
  });
});

describe("accepting is refused", () => {
  async function invited() {
    const all = await setUp();
    const bob = await signIn(all.app, "Bob");
    const sent = await invite(all.grace, BOB);
    return { ...all, bob, id: sent.json.id as string, token: await tokenTo(all.app) };
  }
  const none = refused(401, "not_authenticated");

  test("without a bearer, with an unknown token, and with a body of another shape", async () => {
    const { bob, token } = await invited();
    expect(await accept({ ...bob, browser: new TestBrowser() }, token)).toMatchObject(none);
    for (const unknown of ["x", `${token}x`, token.slice(1), token.toLowerCase()])
      expect(await accept(bob, unknown)).toMatchObject(INVALID);
    for (const shape of ["", null, 1, [token], undefined, "x".repeat(201)])
      expect(await accept(bob, shape)).toMatchObject(refused(400, "invalid_request"));
  });

  test("to another user, whose token stays good for the user who was invited", async () => {
    const { app, eve, alan, bob, token } = await invited();
    for (const other of [eve, alan])
      expect(await accept(other, token)).toMatchObject(refused(403, "wrong_account"));
    expect((await app.db.findUser(eve.id))?.emailVerifiedAt).toBeNull();
    expect(await accept(bob, token)).toMatchObject({ status: 200 });
  });

  test("to a user who is a member already", async () => {
    const { app, alan, bob, token } = await invited();
    const swap = (id: string, email: string) => ({ kind: "update-user" as const, id, set: { email } });
    await write(app, [swap(bob.id, "robert@example.com"), swap(alan.id, BOB.email)]);
    expect(await accept(alan, token)).toMatchObject(refused(409, "already_member"));
    expect(await accept(bob, token)).toMatchObject(refused(403, "wrong_account"));
  });

  test("at the end of seven days, when it is not listed any more", async () => {
    const { app, ada, bob, id, token } = await invited();
    app.pass(7 * DAY - 1);
    for (const each of [ada, bob]) await each.browser.signInWith(await app.openSession(each.grant.user));
    expect((await listInvitations(ada)).json.invitations).toHaveLength(1);
    app.pass(1);
    expect((await listInvitations(ada)).json).toEqual({ invitations: [] });
    expect(await withdraw(ada, id)).toMatchObject(refused(404, "not_found"));
    expect(await accept(bob, token)).toMatchObject(INVALID);
  });

  test("after it was withdrawn, or replaced by a second one, which is good", async () => {
    const { app, ada, bob, id, token } = await invited();
    app.pass(1);
    const second = await invite(ada, { ...BOB, role: "admin" });
    expect(second.json.id).not.toBe(id);
    expect((await listInvitations(ada)).json).toEqual({ invitations: [second.json] });
    expect(await accept(bob, token)).toMatchObject(INVALID);
    const newer = await tokenTo(app);
    expect(await withdraw(ada, second.json.id)).toMatchObject({ status: 204 });
    expect(await accept(bob, newer)).toMatchObject(INVALID);
    app.pass(1);
    await invite(ada, BOB);
    expect(await accept(bob, await tokenTo(app))).toMatchObject({ status: 200, json: { role: "member" } });
  });

  test.each([
    ["left", (app: Installation, id: string) => setRole(app, id, null)],
    ["became a member", (app: Installation, id: string) => setRole(app, id, "member")],
    ["was disabled", (app: Installation, id: string) => setDisabled(app, id, true)],
  ])("after the inviter %s", async (_, change) => {
    const { app, engines, grace, bob, token } = await invited();
    await change(app, grace.id);
    expect(await accept(bob, token)).toMatchObject(INVALID);
    expect((await app.db.findMembership(engines.id, bob.id)).membership).toBeNull();
  });
});

test("an invitation is withdrawn in its own organization alone", async () => {
  const { app, ada, alan, eve } = await setUp();
  const { id } = (await invite(ada, BOB)).json;
  expect(await withdraw(eve, id, "looms")).toMatchObject(refused(404, "not_found"));
  expect(await withdraw(eve, id)).toMatchObject(refused(404, "not_found"));
  expect(await withdraw(alan, id)).toMatchObject(refused(403, "forbidden"));
  expect(await withdraw(ada, "unknown")).toMatchObject(refused(404, "not_found"));
  expect((await listInvitations(ada)).json.invitations).toHaveLength(1);
  expect(await accept(await signIn(app, "Bob"), await tokenTo(app))).toMatchObject({ status: 200 });
});
