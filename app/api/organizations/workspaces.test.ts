/** Workspaces through the API: making and deleting them, who is in them, and who may change that. */
import { expect, test } from "vitest";
import { type Installation, install, onEveryEngine } from "@/lib/server/testing/installation";
import { addOrganization } from "@/lib/server/testing/organizations";
import { addWorkspace, changeRole, deleteMembership } from "@/lib/server/testing/workspaces";
import { type Route, TestBrowser } from "@/lib/web/testing/browser";
import * as chooseOrganization from "../session/organization/route";
import * as session from "../session/route";
import * as chooseWorkspace from "../session/workspace/route";
import * as apiKeys from "./[id]/api-keys/route";
import * as member from "./[id]/workspaces/[workspaceId]/members/[userId]/route";
import * as members from "./[id]/workspaces/[workspaceId]/members/route";
import * as one from "./[id]/workspaces/[workspaceId]/route";
import * as all from "./[id]/workspaces/route";
import { type Person, refused, signIn } from "./organization-members.fixture";

const NOT_FOUND = refused(404, "not_found");
const FORBIDDEN = refused(403, "forbidden");

/** Any program with a bearer. */
type By = Pick<Person, "browser">;

function send(by: By, route: Route, method: string, ids: Record<string, string>, json?: unknown) {
  const { id = "engines", workspaceId, userId } = ids;
  const parts = [
    workspaceId && `/${workspaceId}`,
    route === members || userId ? "/members" : "",
    userId && `/${userId}`,
  ];
  const path = `/api/organizations/${id}/workspaces${parts.filter(Boolean).join("")}`;
  const params = Object.fromEntries(Object.entries(ids).filter(([name]) => name !== "id"));
  return by.browser.send(route, method, path, { id, params, json });
}

const create = (by: By, json: unknown, id = "engines") => send(by, all, "POST", { id }, json);
const list = async (by: By, id = "engines") => send(by, all, "GET", { id });
const remove = (by: By, workspaceId: string, id = "engines") => send(by, one, "DELETE", { id, workspaceId });
const listMembers = (by: By, workspaceId: string, id = "engines") =>
  send(by, members, "GET", { id, workspaceId });
const put = (by: By, workspaceId: string, userId: string, json: unknown = { role: "member" }) =>
  send(by, member, "PUT", { workspaceId, userId }, json);
const takeOut = (by: By, workspaceId: string, userId: string) =>
  send(by, member, "DELETE", { workspaceId, userId });

/**
 * In `engines` Ada is owner, Grace admin, Alan and Linus members, Alan in the workspace `lab`; Eve owns `looms`, where Alan
 * is in the workspace `yarn`.
 */
async function setUp(app: Installation) {
  const people = [];
  for (const name of ["Ada", "Grace", "Alan", "Linus", "Eve"]) people.push(await signIn(app, name));
  const [ada, grace, alan, linus, eve] = people as [Person, Person, Person, Person, Person];
  const engines = await addOrganization(app, "engines", [
    [ada.grant.user, "owner"],
    [grace.grant.user, "admin"],
    [alan.grant.user, "member"],
    [linus.grant.user, "member"],
  ]);
  const looms = await addOrganization(app, "looms", [
    [eve.grant.user, "owner"],
    [alan.grant.user, "member"],
  ]);
  await addWorkspace(app, engines, "lab", [[alan.grant.user, "member"]]);
  await addWorkspace(app, looms, "yarn", [[alan.grant.user, "member"]]);
  return { app, ada, grace, alan, linus, eve };
}

const names = (json: { members: { user: { name: string }; role: string }[] }) =>
  json.members.map(({ user, role }) => `${user.name}: ${role}`);

onEveryEngine((installThere) => {
  test("an admin makes a workspace, and deletes it; slugs are unique in the organization", async () => {
    const { app, ada, grace, alan, eve } = await setUp(await installThere());
    const made = await create(grace, { name: "Difference Engines" });
    expect(made).toMatchObject({ status: 201 });
    expect(made.json).toEqual({
      id: expect.any(String),
      organizationId: "engines",
      name: "Difference Engines",
      slug: "difference-engines",
    });
    expect((await create(ada, { name: "Lab", slug: "lab" })).json.error).toBe("slug_taken");
    expect((await create(ada, { name: "Lab" })).json.slug).toMatch(/^lab-[a-z0-9]+$/);
    expect((await create(eve, { name: "Lab", slug: "lab" }, "looms")).status).toBe(201);
    for (const body of [
      {},
      { name: "" },
      { name: "x".repeat(81) },
      { name: "x", slug: "A" },
      { name: "x", id: "y" },
    ])
      expect((await create(ada, body)).json.error).toBe("invalid_request");

    expect((await list(ada)).json.workspaces).toHaveLength(3);
    expect((await list(alan)).json.workspaces.map(({ id }: { id: string }) => id)).toEqual(["lab"]);
    expect(await remove(grace, made.json.id)).toMatchObject({ status: 204, text: "" });
    expect(await remove(grace, made.json.id)).toMatchObject(NOT_FOUND);
    expect((await list(ada)).json.workspaces).toHaveLength(2);
    expect(await app.audit(grace.id)).toEqual([
      "signed_in_new_browser",
      "workspace_created",
      "workspace_deleted",
    ]);
  });

  test("an admin adds members and changes their roles; an admin of the workspace too; members leave", async () => {
    const { app, ada, alan, linus } = await setUp(await installThere());
    expect(names((await listMembers(alan, "lab")).json)).toEqual([
      "Ada: admin",
      "Grace: admin",
      "Alan: member",
    ]);
    expect(await put(ada, "lab", alan.id, { role: "admin" })).toMatchObject({
      status: 200,
      json: { user: { id: alan.id, name: "Alan", email: "alan@example.com" }, role: "admin" },
    });
    app.pass(1000);
    const added = await put(alan, "lab", linus.id);
    expect(added.json).toMatchObject({ role: "member", joinedAt: new Date(app.now).toISOString() });
    expect((await list(linus)).json.workspaces).toHaveLength(1);
    expect(names((await listMembers(linus, "lab")).json)).toEqual([
      "Ada: admin",
      "Grace: admin",
      "Alan: admin",
      "Linus: member",
    ]);
    expect(await takeOut(alan, "lab", linus.id)).toMatchObject({ status: 204 });
    expect(await listMembers(linus, "lab")).toMatchObject(NOT_FOUND);
    expect(await takeOut(alan, "lab", alan.id)).toMatchObject({ status: 204 });
    expect(await put(alan, "lab", linus.id)).toMatchObject(NOT_FOUND);
    expect(await app.audit(linus.id)).toEqual([
      "signed_in_new_browser",
      "workspace_member_changed",
      "workspace_member_removed",
    ]);
    await put(ada, "lab", linus.id); // after Alan in the organization, who is not in the workspace any more
    const path = "/api/organizations/engines/workspaces/lab/members?page=3&pageSize=1";
    const third = await ada.browser.get(members, path, { id: "engines", params: { workspaceId: "lab" } });
    expect(names(third.json)).toEqual(["Linus: member"]);
  });

  test("who may not is refused, and nothing changes", async () => {
    const { ada, alan, linus, eve } = await setUp(await installThere());
    const nobody = { browser: new TestBrowser() };
    const before = (await listMembers(ada, "lab")).text;
    const ask: [string, (by: By, id: string) => Promise<{ status: number }>][] = [
      ["create", (by, id) => create(by, { name: "Mine" }, id)],
      ["delete", (by, id) => remove(by, id === "engines" ? "lab" : "yarn", id)],
      ["list", (by, id) => list(by, id)],
      ["members", (by, id) => listMembers(by, id === "engines" ? "lab" : "yarn", id)],
      [
        "put",
        (by, id) => send(by, member, "PUT", { id, workspaceId: "lab", userId: linus.id }, { role: "member" }),
      ],
      ["take out", (by, id) => send(by, member, "DELETE", { id, workspaceId: "lab", userId: ada.id })],
    ];
    const answers = async (by: By, id: string) => {
      const told: Record<string, number> = {};
      for (const [what, call] of ask) told[what] = (await call(by, id)).status;
      return told;
    };
    const notFound = Object.fromEntries(ask.map(([what]) => [what, 404]));
    expect(await answers(eve, "engines")).toEqual(notFound);
    expect(await answers(ada, "looms")).toEqual(notFound);
    expect(await answers(nobody, "engines")).toEqual(Object.fromEntries(ask.map(([what]) => [what, 401])));
    const asMember = { create: 403, delete: 403, list: 200, members: 200, put: 403, "take out": 403 };
    expect(await answers(alan, "engines")).toEqual(asMember);
    expect(await answers(linus, "engines")).toEqual({ ...asMember, members: 404, put: 404, "take out": 404 });

    // The ids of another organization's workspace and user, in one's own.
    expect(await remove(ada, "yarn")).toMatchObject(NOT_FOUND);
    expect(await listMembers(ada, "yarn")).toMatchObject(NOT_FOUND);
    expect(await put(ada, "yarn", linus.id)).toMatchObject(NOT_FOUND);
    expect(await takeOut(ada, "yarn", eve.id)).toMatchObject(NOT_FOUND);
    for (const userId of [eve.id, "unknown"]) {
      expect(await put(ada, "lab", userId)).toMatchObject(NOT_FOUND);
      expect(await takeOut(ada, "lab", userId)).toMatchObject(NOT_FOUND);
    }
    expect(await takeOut(ada, "lab", linus.id)).toMatchObject(NOT_FOUND);
    for (const role of ["owner", "", null, 1])
      expect((await put(ada, "lab", linus.id, { role })).status).toBe(400);
    expect((await listMembers(ada, "lab")).text).toBe(before);
    expect((await list(eve, "looms")).json.workspaces).toHaveLength(1);
  });

  test("a member who was removed, and an admin who was demoted, are refused on the next request", async () => {
    const { app, ada, grace, alan, linus } = await setUp(await installThere());
    await changeRole(app, grace.grant.user, "member");
    expect(await create(grace, { name: "Mine" })).toMatchObject(FORBIDDEN);
    expect(await listMembers(grace, "lab")).toMatchObject(NOT_FOUND);
    expect(await put(grace, "lab", linus.id)).toMatchObject(NOT_FOUND);
    await deleteMembership(app, alan.grant.user);
    expect(await list(alan)).toMatchObject(NOT_FOUND);
    expect(await put(ada, "lab", alan.id)).toMatchObject(NOT_FOUND);
    expect(names((await listMembers(ada, "lab")).json)).toEqual(["Ada: admin"]);
  });

  test("a session that works in a workspace which is deleted, or which the user leaves, works in none", async () => {
    const { ada, alan } = await setUp(await installThere());
    const active = async ({ browser }: By) => {
      const { organization, workspace } = (await browser.get(session, "/api/session")).json;
      return [organization?.organization.id ?? null, workspace?.workspace.id ?? null];
    };
    for (const { browser } of [ada, alan]) {
      await browser.post(chooseOrganization, "/api/session/organization", { organizationId: "engines" });
      await browser.post(chooseWorkspace, "/api/session/workspace", { workspaceId: "lab" });
    }
    expect(await active(alan)).toEqual(["engines", "lab"]);
    await takeOut(alan, "lab", alan.id);
    expect(await active(alan)).toEqual(["engines", null]);
    expect(await active(ada)).toEqual(["engines", "lab"]);
    await remove(ada, "lab");
    expect(await active(ada)).toEqual(["engines", null]);
  });
});

test("an API key reads workspaces and members; one that writes changes them too, in its own organization", async () => {
  const { ada, linus, alan } = await setUp(install());
  const keyOf = async (scope: string) => {
    const made = await ada.browser.post(
      apiKeys,
      "/api/organizations/engines/api-keys",
      { name: "CI", scope },
      { id: "engines" },
    );
    const browser = new TestBrowser();
    browser.accessToken = made.json.key;
    return { browser };
  };
  const [reader, writer] = [await keyOf("read"), await keyOf("write")];
  for (const key of [reader, writer]) {
    expect((await list(key)).json.workspaces).toHaveLength(1);
    expect(names((await listMembers(key, "lab")).json)).toHaveLength(3);
    expect(await list(key, "looms")).toMatchObject(NOT_FOUND);
  }
  expect(await create(reader, { name: "Mine" })).toMatchObject(FORBIDDEN);
  expect(await remove(reader, "lab")).toMatchObject(FORBIDDEN);
  expect(await put(reader, "lab", linus.id)).toMatchObject(FORBIDDEN);
  expect(await takeOut(reader, "lab", alan.id)).toMatchObject(FORBIDDEN);
  const made = await create(writer, { name: "Mine" });
  expect(made.status).toBe(201);
  expect((await put(writer, "lab", linus.id, { role: "admin" })).status).toBe(200);
  expect((await takeOut(writer, "lab", alan.id)).status).toBe(204);
  expect((await remove(writer, made.json.id)).status).toBe(204);
});
