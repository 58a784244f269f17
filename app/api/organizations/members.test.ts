/** Members of an organization through the API: the list, roles, removal, and what a caller may do a moment later. */
import { describe, expect, test } from "vitest";
import * as activityRoute from "@/app/api/me/activity/route";
import type { Grant } from "@/lib/server/sessions/grant";
import { type Installation, install, MINUTE } from "@/lib/server/testing/installation";
import { addMember, addOrganization, write } from "@/lib/server/testing/organizations";
import type { OrganizationRecord } from "@/lib/session/organizations/organization-records";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as memberRoute from "./[id]/members/[userId]/route";
import * as membersRoute from "./[id]/members/route";

/** A signed-in user. */
interface Person {
  grant: Grant;
  id: string;
  browser: TestBrowser;
}

async function signIn(app: Installation, name: string): Promise<Person> {
  const grant = await app.openSession(await app.addUser(name));
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  return { grant, id: grant.user.id, browser };
}

/** An organization with an owner, an admin and a member, and a user who is in none. */
async function setUp(environment: Record<string, string> = {}) {
  const app = install(environment);
  const [ada, grace, alan, eve] = [
    await signIn(app, "Ada"),
    await signIn(app, "Grace"),
    await signIn(app, "Alan"),
    await signIn(app, "Eve"),
  ];
  const organization = await addOrganization(app, "engines", [
    [ada.grant.user, "owner"],
    [grace.grant.user, "admin"],
    [alan.grant.user, "member"],
  ]);
  return { app, organization, ada, grace, alan, eve };
}

const pathOf = ({ id }: OrganizationRecord) => `/api/organizations/${id}/members`;
const list = ({ browser }: Person, organization: OrganizationRecord, query = "") =>
  browser.get(membersRoute, `${pathOf(organization)}${query}`, { id: organization.id });
const setRole = (by: Person, organization: OrganizationRecord, userId: string, role: unknown) =>
  by.browser.send(memberRoute, "PATCH", `${pathOf(organization)}/${userId}`, {
    id: organization.id,
    params: { userId },
    json: { role },
  });
const remove = (by: Person, organization: OrganizationRecord, userId: string) =>
  by.browser.send(memberRoute, "DELETE", `${pathOf(organization)}/${userId}`, {
    id: organization.id,
    params: { userId },
  });

const refused = (status: number, error: string) => ({ status, json: { error } });
const NOT_FOUND = refused(404, "not_found");
const FORBIDDEN = refused(403, "forbidden");
const LAST_OWNER = refused(409, "last_owner");

test("to make a member an admin or owner needs a user who has just proved who they are; other changes do not", async () => {
  const { app, organization, ada, grace, alan } = await setUp({ REAUTHENTICATION_WINDOW: "60" });
  expect(await setRole(ada, organization, alan.id, "admin")).toMatchObject({ status: 200 });
  app.pass(MINUTE);
  for (const role of ["admin", "owner"])
    expect(await setRole(ada, organization, alan.id, role)).toMatchObject(
      refused(403, "reauthentication_required"),
    );
  expect(await setRole(ada, organization, alan.id, "member")).toMatchObject({ status: 200 });
  expect(await remove(ada, organization, grace.id)).toMatchObject({ status: 204 });
});

describe("the list", () => {
  test("shows each member with name, address, role and the time of joining, and nothing else", async () => {
    const { app, organization, ada, alan } = await setUp();
    const { status, json } = await list(alan, organization);
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(["members"]);
    expect(json.members.map(({ role }: { role: string }) => role)).toEqual(["owner", "admin", "member"]);
    expect(json.members[0]).toEqual({
      user: { id: ada.id, name: "Ada", email: "ada@example.com" },
      role: "owner",
      joinedAt: new Date(app.now).toISOString(),
    });
  });

  test("has pages of 50, or of the size that was asked for", async () => {
    const { app, organization, ada } = await setUp();
    for (let number = 1; number <= 52; number += 1)
      await addMember(app, organization, await app.addUser(`User-${number}`, { passwordHash: "none" }), {
        joinedAt: app.now + 60_000 + number,
      });
    const names = async (query: string) =>
      (await list(ada, organization, query)).json.members.map(
        ({ user }: { user: { name: string } }) => user.name,
      );
    expect(await names("")).toHaveLength(50);
    expect(await names("?page=2")).toEqual(["User-48", "User-49", "User-50", "User-51", "User-52"]);
    expect(await names("?page=2&pageSize=2")).toEqual(["Alan", "User-1"]);
    expect(await names("?page=99")).toEqual([]);
  });

  test.each(["?page=0", "?page=x", "?pageSize=101", "?pageSize=0", "?page=1e9"])(
    "%s is refused",
    async (query) => {
      const { organization, ada } = await setUp();
      expect(await list(ada, organization, query)).toMatchObject(refused(400, "invalid_request"));
    },
  );

  test("is that of one organization", async () => {
    const { app, organization, ada, eve } = await setUp();
    const other = await addOrganization(app, "looms", [[eve.grant.user, "owner"]]);
    expect((await list(eve, other)).json.members).toHaveLength(1);
    expect(await list(eve, organization)).toMatchObject(NOT_FOUND);
    expect(await list(ada, other)).toMatchObject(NOT_FOUND);
  });
});

describe("a role", () => {
  test("is changed by an admin, and stands in the activity of the member, without the admin's address", async () => {
    const { organization, grace, alan } = await setUp();
    expect(await setRole(grace, organization, alan.id, "admin")).toMatchObject({
      status: 200,
      json: { user: { id: alan.id, name: "Alan", email: "alan@example.com" }, role: "admin" },
    });
    expect((await list(alan, organization)).json.members[2]).toMatchObject({ role: "admin" });
    const activity = await alan.browser.get(activityRoute, "/api/me/activity");
    expect(activity.json.entries[0]).toMatchObject({
      event: "member_role_changed",
      byOther: true,
      ipAddress: null,
    });
    expect(JSON.stringify(await grace.browser.get(activityRoute, "/api/me/activity"))).not.toContain(
      "member_role_changed",
    );
  });

  test("the event names the organization and both roles", async () => {
    const { app, organization, ada, grace } = await setUp();
    await setRole(ada, organization, grace.id, "owner");
    const [event] = await app.db.listEventsNamed(grace.id, "member_role_changed", 1);
    expect(event).toMatchObject({
      actorUserId: ada.id,
      actorSessionId: ada.grant.session.id,
      details: { organizationId: organization.id, organization: "engines", from: "admin", to: "owner" },
    });
  });

  test("that the member has already changes and records nothing", async () => {
    const { app, organization, ada, grace } = await setUp();
    expect(await setRole(ada, organization, grace.id, "admin")).toMatchObject({ status: 200 });
    expect(await app.audit(grace.id)).not.toContain("member_role_changed");
  });

  test("above one's own is neither changed nor given, nor taken by oneself", async () => {
    const { organization, ada, grace, alan } = await setUp();
    expect(await setRole(grace, organization, ada.id, "member")).toMatchObject(FORBIDDEN);
    expect(await setRole(grace, organization, ada.id, "owner")).toMatchObject(FORBIDDEN);
    expect(await setRole(grace, organization, alan.id, "owner")).toMatchObject(FORBIDDEN);
    expect(await setRole(grace, organization, grace.id, "owner")).toMatchObject(FORBIDDEN);
    expect(await setRole(alan, organization, alan.id, "admin")).toMatchObject(FORBIDDEN);
    expect(await setRole(alan, organization, alan.id, "member")).toMatchObject(FORBIDDEN);
    expect(await remove(grace, organization, ada.id)).toMatchObject(FORBIDDEN);
  });

  test.each(["superuser", "", null, ["admin"], "Owner", "admin ", "constructor"])(
    "%j is none",
    async (role) => {
      const { organization, ada, alan } = await setUp();
      expect(await setRole(ada, organization, alan.id, role)).toMatchObject(refused(400, "invalid_request"));
    },
  );

  test("of a user who is no member here is not found, whatever they are elsewhere", async () => {
    const { app, organization, ada, eve } = await setUp();
    const other = await addOrganization(app, "looms", [[eve.grant.user, "member"]]);
    for (const id of [eve.id, "unknown", "%"]) {
      expect(await setRole(ada, organization, id, "admin")).toMatchObject(NOT_FOUND);
      expect(await remove(ada, organization, id)).toMatchObject(NOT_FOUND);
    }
    expect(await setRole(ada, other, eve.id, "admin")).toMatchObject(NOT_FOUND);
    expect((await list(eve, other)).json.members).toMatchObject([{ role: "member" }]);
  });
});

describe("the last enabled owner", () => {
  test("keeps the role and stays, until there is another", async () => {
    const { organization, ada, grace } = await setUp();
    expect(await setRole(ada, organization, ada.id, "admin")).toMatchObject(LAST_OWNER);
    expect(await remove(ada, organization, ada.id)).toMatchObject(LAST_OWNER);
    expect(await setRole(ada, organization, grace.id, "owner")).toMatchObject({ status: 200 });
    expect(await remove(ada, organization, ada.id)).toMatchObject({ status: 204 });
    expect(await remove(grace, organization, grace.id)).toMatchObject(LAST_OWNER);
  });

  test("a disabled owner does not count, and can be removed by the one who is left", async () => {
    const { app, organization, ada, grace } = await setUp();
    await setRole(ada, organization, grace.id, "owner");
    await write(app, [{ kind: "update-user", id: grace.id, set: { disabledAt: app.now } }]);
    expect(await remove(ada, organization, ada.id)).toMatchObject(LAST_OWNER);
    expect(await setRole(ada, organization, ada.id, "member")).toMatchObject(LAST_OWNER);
    expect(await remove(ada, organization, grace.id)).toMatchObject({ status: 204 });
  });

  test("an owner of another organization does not count", async () => {
    const { app, organization, ada, grace } = await setUp();
    await addOrganization(app, "looms", [
      [ada.grant.user, "owner"],
      [grace.grant.user, "owner"],
    ]);
    expect(await remove(ada, organization, ada.id)).toMatchObject(LAST_OWNER);
  });
});

describe("the next request", () => {
  const removals: [string, (setup: Awaited<ReturnType<typeof setUp>>) => Promise<unknown>, object][] = [
    ["a removal", ({ ada, grace, organization }) => remove(ada, organization, grace.id), NOT_FOUND],
    ["leaving", ({ grace, organization }) => remove(grace, organization, grace.id), NOT_FOUND],
    [
      "a demotion",
      ({ ada, grace, organization }) => setRole(ada, organization, grace.id, "member"),
      FORBIDDEN,
    ],
    [
      "being disabled",
      ({ app, grace }) => write(app, [{ kind: "update-user", id: grace.id, set: { disabledAt: app.now } }]),
      { status: expect.toBeOneOf([401, 403]), json: { error: expect.not.stringMatching(/^forbidden$/) } },
    ],
  ];

  test.each(removals)("after %s, with the same access token, is refused", async (_, change, refusal) => {
    const setup = await setUp();
    const { organization, grace, alan } = setup;
    expect(await setRole(grace, organization, alan.id, "admin")).toMatchObject({ status: 200 });
    const token = grace.browser.accessToken;
    await change(setup);
    expect(grace.browser.accessToken).toBe(token);
    expect(await setRole(grace, organization, alan.id, "member")).toMatchObject(refusal);
    expect(await remove(grace, organization, alan.id)).toMatchObject(refusal);
    expect((await list(alan, organization)).json.members.at(-1)).toMatchObject({ role: "admin" });
  });

  test("after a promotion, with the same access token, is allowed", async () => {
    const { organization, ada, grace, alan } = await setUp();
    expect(await setRole(alan, organization, grace.id, "member")).toMatchObject(FORBIDDEN);
    await setRole(ada, organization, alan.id, "owner");
    expect(await setRole(alan, organization, grace.id, "member")).toMatchObject({ status: 200 });
  });
});

test("leaving and removal stand in the activity of the one who is gone", async () => {
  const { app, organization, grace, alan } = await setUp();
  await remove(grace, organization, alan.id);
  await remove(grace, organization, grace.id);
  expect(await app.audit(alan.id)).toContain("member_removed");
  expect(await app.audit(grace.id)).toContain("member_left");
  const [left] = await app.db.listEventsNamed(grace.id, "member_left", 1);
  expect(left).toMatchObject({ actorUserId: grace.id, details: { organizationId: organization.id } });
});
