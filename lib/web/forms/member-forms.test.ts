/** The forms of members: what each does, and for whom. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { createApiKey } from "@/lib/server/organizations/organization-api-keys";
import type { Grant } from "@/lib/server/sessions/grant";
import { type Installation, install, MINUTE, PASSWORD, requester } from "@/lib/server/testing/installation";
import {
  accessOf,
  addBelongings,
  addOrganization,
  type Belongings,
} from "@/lib/server/testing/organizations";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { API_KEY_PREFIX } from "@/lib/session/product";
import { TestBrowser } from "@/lib/web/testing/browser";
import { createApiKeyFromForm, revokeApiKeyFromForm } from "./api-key";
import { inviteFromForm, withdrawInvitationFromForm } from "./invitation";
import { changeRoleFromForm, removeMemberFromForm } from "./member";
import { createWorkspaceFromForm, deleteWorkspaceFromForm, setWorkspaceRoleFromForm } from "./workspace";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => {} }),
}));

const ENGINES = "engines" as OrganizationId;

interface Person {
  grant: Grant;
  browser: TestBrowser;
}

let app: Installation;
let [ada, grace, alan, eve]: Person[] = [];
let belongings: Belongings;

async function person(name: string): Promise<Person> {
  const grant = await app.openSession(await app.addUser(name));
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  return { grant, browser };
}

/** In `engines` Ada is owner, Grace admin and Alan member; Eve is in no organization. */
beforeEach(async () => {
  app = install();
  [ada, grace, alan, eve] = [
    await person("Ada"),
    await person("Grace"),
    await person("Alan"),
    await person("Eve"),
  ];
  const engines = await addOrganization(app, ENGINES, [
    [user(ada), "owner"],
    [user(grace), "admin"],
    [user(alan), "member"],
  ]);
  const keys = { read: `${API_KEY_PREFIX}read`, write: `${API_KEY_PREFIX}write` };
  belongings = await addBelongings(app, engines, { ownerId: user(ada).id, members: [], keys });
});

function user(one: Person | undefined) {
  if (!one) throw new Error("no such person");
  return one.grant.user;
}

type Action = (form: FormData) => Promise<unknown>;

/** What a person's form is answered; for a redirect, where it leads. */
async function send(by: Person | undefined, action: Action, fields: Record<string, string>) {
  if (!by) throw new Error("no such person");
  request.headers = new Headers({ cookie: by.browser.cookieHeader(), origin: config().origin });
  const form = new FormData();
  const all = { pageSessionId: by.grant.session.id, organizationId: ENGINES, ...fields };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  return action(form).catch((error: { digest?: string }) => String(error.digest));
}

const roles = async () =>
  (await app.db.listMembers(ENGINES, 1, 10)).map(({ user: { name }, role }) => `${name} ${role}`);
const workspaces = async () =>
  (await app.db.listWorkspacesOf(user(ada).id)).map(({ workspace: { name, slug } }) => `${name} ${slug}`);
const keys = async () => (await app.db.listApiKeys(ENGINES)).map(({ name }) => name);

/** Every form, with what an owner may send. */
const FORMS: Record<string, { action: Action; fields: () => Record<string, string> }> = {
  changeRole: { action: changeRoleFromForm, fields: () => ({ userId: user(alan).id, role: "admin" }) },
  removeMember: { action: removeMemberFromForm, fields: () => ({ userId: user(grace).id }) },
  withdrawInvitation: {
    action: withdrawInvitationFromForm,
    fields: () => ({ invitationId: belongings.invitationId }),
  },
  createWorkspace: { action: createWorkspaceFromForm, fields: () => ({ name: "Quay" }) },
  deleteWorkspace: {
    action: deleteWorkspaceFromForm,
    fields: () => ({ workspaceId: belongings.workspaceId }),
  },
  createApiKey: { action: createApiKeyFromForm, fields: () => ({ name: "Key", scope: "read" }) },
  revokeApiKey: { action: revokeApiKeyFromForm, fields: () => ({ keyId: belongings.keyId }) },
};

test.each(Object.entries(FORMS))("%s is refused to a member, and to a user who is none", async (_, form) => {
  const before = [await roles(), await workspaces(), await keys()];
  expect(await send(alan, form.action, form.fields())).toMatchObject({ code: "forbidden" });
  expect(await send(eve, form.action, form.fields())).toMatchObject({ code: "not_found" });
  expect([await roles(), await workspaces(), await keys()]).toEqual(before);
});

describe("members", () => {
  test("a role is changed; the last owner keeps theirs", async () => {
    expect(await send(ada, changeRoleFromForm, { userId: user(alan).id, role: "admin" })).toBeNull();
    expect(await roles()).toEqual(["Ada owner", "Grace admin", "Alan admin"]);
    const own = { userId: user(ada).id, role: "member" };
    expect(await send(ada, changeRoleFromForm, own)).toMatchObject({ code: "last_owner" });
    const above = { userId: user(grace).id, role: "owner" };
    expect(await send(grace, changeRoleFromForm, above)).toMatchObject({ code: "forbidden" });
    expect(await roles()).toEqual(["Ada owner", "Grace admin", "Alan admin"]);
  });

  test("a member is removed; one who leaves goes to the list of organizations", async () => {
    expect(await send(grace, removeMemberFromForm, { userId: user(alan).id })).toBeNull();
    expect(await send(grace, removeMemberFromForm, { userId: user(grace).id })).toContain(";/organizations;");
    expect(await roles()).toEqual(["Ada owner"]);
    const own = { userId: user(ada).id };
    expect(await send(ada, removeMemberFromForm, own)).toMatchObject({ code: "last_owner" });
  });
});

test("a copy of the cookies of a session that is bound to a key gives nobody rights", async () => {
  const { id } = (ada as Person).grant.session;
  const set = { binding: "key", boundKey: "thumbprint" } as const;
  const change = { kind: "update-session", id, set } as const;
  await app.db.changeSession(id, () => ({ outcome: null, changes: [change], events: [] }));
  const { workspaceId } = belongings;
  const alansId = { userId: user(alan).id };
  for (const [action, fields] of [
    [inviteFromForm, { email: "eve@example.com", role: "owner" }],
    [changeRoleFromForm, { ...alansId, role: "owner" }],
    [setWorkspaceRoleFromForm, { ...alansId, workspaceId, role: "admin" }],
  ] as const) {
    expect(await send(ada, action, fields)).toEqual({ code: "reauthentication_required" });
    expect(await send(ada, action, { ...fields, password: "wrong" })).toEqual({
      code: "invalid_credentials",
    });
    expect(await send(ada, action, { ...fields, password: PASSWORD })).toBeNull();
  }
  expect(await roles()).toEqual(["Ada owner", "Grace admin", "Alan owner"]);
});

test("to make a user an admin or owner needs a recent sign-in, or the password; to make one a member does not", async () => {
  app.pass(16 * MINUTE);
  const alansId = { userId: user(alan).id };
  const eves = { email: "eve@example.com" };
  for (const role of ["admin", "owner"])
    for (const [action, fields] of [
      [inviteFromForm, { ...eves, role }],
      [changeRoleFromForm, { ...alansId, role }],
    ] as const) {
      expect(await send(ada, action, fields)).toEqual({ code: "reauthentication_required" });
      expect(await send(ada, action, { ...fields, password: PASSWORD })).toBeNull();
    }
  expect(await send(ada, inviteFromForm, { ...eves, role: "member" })).toBeNull();
  expect(await send(ada, changeRoleFromForm, { ...alansId, role: "member" })).toBeNull();
});

test("an invitation is withdrawn once", async () => {
  const { invitationId } = belongings;
  expect(await send(grace, withdrawInvitationFromForm, { invitationId })).toBeNull();
  expect(await app.db.listInvitations(ENGINES, app.now)).toEqual([]);
  expect(await send(grace, withdrawInvitationFromForm, { invitationId })).toMatchObject({
    code: "not_found",
  });
});

test("a workspace is made, with a short name from its name, and deleted", async () => {
  expect(await send(grace, createWorkspaceFromForm, { name: " The Quay ", slug: "" })).toBeNull();
  expect(await workspaces()).toEqual(["Lab lab", "The Quay the-quay"]);
  expect(await send(grace, createWorkspaceFromForm, { name: "Quay", slug: "the-quay" })).toMatchObject({
    code: "slug_taken",
  });
  expect(await send(grace, createWorkspaceFromForm, { name: "" })).toMatchObject({ code: "invalid_request" });
  const { workspaceId } = belongings;
  expect(await send(grace, deleteWorkspaceFromForm, { workspaceId })).toBeNull();
  expect(await workspaces()).toEqual(["The Quay the-quay"]);
});

describe("API keys", () => {
  const fields = { name: "Nightly export", scope: "write", expiresInDays: "7" };

  test("the answer to the form has the key, and its days", async () => {
    const made = await send(grace, createApiKeyFromForm, fields);
    expect(made).toMatchObject({
      name: "Nightly export",
      scope: "write",
      key: expect.stringMatching(new RegExp(`^${API_KEY_PREFIX}`)),
    });
    const { createdAt, expiresAt } = made as { createdAt: string; expiresAt: string };
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(7 * 86_400_000);
    expect(await send(grace, createApiKeyFromForm, { ...fields, expiresInDays: "366" })).toMatchObject({
      code: "invalid_request",
    });
  });

  test("long after the sign-in the form needs the password", async () => {
    app.now += config().reauthenticationWindow;
    const before = await keys();
    expect(await send(grace, createApiKeyFromForm, fields)).toMatchObject({
      code: "reauthentication_required",
    });
    expect(await send(grace, createApiKeyFromForm, { ...fields, password: "wrong" })).toMatchObject({
      code: "invalid_credentials",
    });
    expect(await keys()).toEqual(before);
  });

  test("a key is revoked, and no other", async () => {
    if (!grace) return;
    const access = await accessOf(app, grace.grant, ENGINES);
    const key = { name: "Mine", scope: "read", expiresInDays: 7 } as const;
    expect(await createApiKey(access, key, requester())).toMatchObject({ name: "Mine" });
    expect(await send(grace, revokeApiKeyFromForm, { keyId: belongings.keyId })).toBeNull();
    expect(await keys()).toEqual(["Key", "Mine"]);
  });
});
