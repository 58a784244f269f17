/** An organization with one of everything, one caller of each kind, and the row of each endpoint. */

import { setRoles } from "@/lib/server/admin/user-commands";
import type { Grant } from "@/lib/server/sessions/grant";
import { granted } from "@/lib/server/testing/expectations";
import { type Installation, install, PASSWORD } from "@/lib/server/testing/installation";
import { addBelongings, addOrganization, type Belongings } from "@/lib/server/testing/organizations";
import { formatApiKey, KEY_SECRET_LENGTH } from "@/lib/session/organizations/api-key-format";
import { type OrganizationAction, PERMISSIONS } from "@/lib/session/organizations/organization-permissions";
import type { ApiKeyScope, OrganizationRole } from "@/lib/session/organizations/organization-records";
import { readDescriptions } from "@/lib/web/api/description";
import type { Handler, Method } from "@/lib/web/api/handler";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as signup from "../auth/signup/route";
import { ENDPOINTS, snapshot } from "../every-route.fixture";
import { ask, exchange } from "../impersonation.fixture";

/** What the API promises of an endpoint, written out, and a request that it accepts. */
export interface PermissionRow {
  action: OrganizationAction;
  /** The lowest role that may call it. */
  role: OrganizationRole;
  /** The scope that a key needs; null where no key will do. */
  key: ApiKeyScope | null;
  /** The status of the answer to a caller who may. */
  status: 200 | 201 | 204;
  json?: unknown;
}

const row = (
  action: OrganizationAction,
  role: OrganizationRole,
  key: ApiKeyScope | null,
  status: PermissionRow["status"],
  json?: unknown,
): PermissionRow => ({ action, role, key, status, json });

/** Each endpoint under `/api/organizations/[id]`. A new one needs a row. */
export const PROMISED: Record<string, PermissionRow> = {
  "GET ": row("organization.read", "member", "read", 200),
  "PATCH ": row("organization.update", "admin", "write", 200, { name: "New name" }),
  "DELETE ": row("organization.delete", "owner", null, 204),
  "GET /members": row("members.read", "member", "read", 200),
  "PATCH /members/[userId]": row("members.change", "admin", null, 200, { role: "admin" }),
  // Of another member: anyone may leave.
  "DELETE /members/[userId]": row("members.change", "admin", null, 204),
  "GET /invitations": row("invitations.read", "admin", "read", 200),
  "POST /invitations": row("invitations.change", "admin", null, 201, {
    email: "new@example.com",
    role: "member",
  }),
  "DELETE /invitations/[invitationId]": row("invitations.change", "admin", null, 204),
  "GET /api-keys": row("api_keys.read", "admin", "read", 200),
  "POST /api-keys": row("api_keys.change", "admin", null, 201, { name: "New key", scope: "read" }),
  "DELETE /api-keys/[keyId]": row("api_keys.change", "admin", null, 204),
  "GET /workspaces": row("workspaces.read", "member", "read", 200),
  "POST /workspaces": row("workspaces.change", "admin", "write", 201, { name: "New workspace" }),
  "DELETE /workspaces/[workspaceId]": row("workspaces.change", "admin", "write", 204),
  "GET /workspaces/[workspaceId]/members": row("workspace_members.read", "member", "read", 200),
  // The member is in the workspace, but no admin of it. Anyone may leave.
  "PUT /workspaces/[workspaceId]/members/[userId]": row("workspaces.change", "admin", "write", 200, {
    role: "admin",
  }),
  "DELETE /workspaces/[workspaceId]/members/[userId]": row("workspaces.change", "admin", "write", 204),
};

const BASE = "/api/organizations/[id]";

/** The endpoints as the folder has them, by the same names. */
export const FOUND = new Map(
  ENDPOINTS.filter(({ path }) => path === BASE || path.startsWith(`${BASE}/`)).map(
    ({ path, method, route }) => [`${method} ${path.slice(BASE.length)}`, { path, method, route }],
  ),
);

/** @returns the line of an endpoint in `PROMISED`, by what its route says of itself; a body is left to be written */
export function rowToAdd(name: string): string {
  const { method, route } = FOUND.get(name) ?? {};
  const described = method && readDescriptions(route?.GET as Handler)[method as Method];
  const { action, body, responses = {} } = described || {};
  const { role, key }: { role?: string; key?: string | null } = action ? PERMISSIONS[action] : {};
  const values = [action, role, key].map((value) => JSON.stringify(value ?? null));
  const takesBody = body !== undefined && !body.safeParse({}).success;
  return `"${name}": row(${[...values, ...Object.keys(responses).slice(0, 1), ...(takesBody ? ["{ a body it accepts }"] : [])].join(", ")}),`;
}

export const CALLERS = [
  "stranger",
  "outsider",
  "member",
  "admin",
  "owner",
  "read",
  "write",
  "foreign",
  "impersonator",
] as const;
export type Caller = (typeof CALLERS)[number];

/** The parameters of a path: the ids of one organization and of what belongs to it. */
export interface Ids extends Belongings {
  id: string;
  userId: string;
}

export interface Setup {
  app: Installation;
  /** The organization of the members and of the keys `read` and `write`. */
  ids: Ids;
  /** Another, of which the outsider is the owner; the key `foreign` is its own. */
  otherIds: Ids;
  send(caller: Caller, endpoint: string, ids?: Ids, json?: unknown): ReturnType<TestBrowser["send"]>;
  /** The browser of a caller; a key's has nothing but the key. */
  browserOf(caller: Caller): TestBrowser;
}

/** @param asks.impersonator whether one is needed: it takes four requests */
export async function setUp(asks: { impersonator: boolean }): Promise<Setup> {
  const app = install();
  const [owner, admin, member, outsider, bystander] = await Promise.all(
    ["Owner", "Admin", "Member", "Outsider", "Bystander"].map((name) => app.addUser(name)),
  );
  if (!owner || !admin || !member || !outsider || !bystander) throw new Error("no users");
  const engines = await addOrganization(app, "engines", [
    [owner, "owner"],
    [admin, "admin"],
    [member, "member"],
    [bystander, "member"],
  ]);
  const looms = await addOrganization(app, "looms", [
    [outsider, "owner"],
    [bystander, "member"],
  ]);
  const own = await addBelongings(app, engines, {
    ownerId: owner.id,
    members: [member.id, bystander.id],
    keys: keysOf("engines"),
  });
  const others = await addBelongings(app, looms, {
    ownerId: outsider.id,
    members: [bystander.id],
    keys: keysOf("looms"),
  });
  const ids = { ...own, id: engines.id, userId: bystander.id };
  const otherIds = { ...others, id: looms.id, userId: outsider.id };
  const browsers = new Map<Caller, TestBrowser>([
    ["stranger", new TestBrowser()],
    ["read", withKey(keysOf("engines").read)],
    ["write", withKey(keysOf("engines").write)],
    ["foreign", withKey(keysOf("looms").write)],
  ]);
  for (const [caller, user] of Object.entries({ owner, admin, member, outsider }))
    browsers.set(caller as Caller, await signedIn(await app.openSession(user)));
  if (asks.impersonator) browsers.set("impersonator", await actingAs(owner.id));
  const browserOf = (caller: Caller) => {
    const browser = browsers.get(caller);
    if (!browser) throw new Error(`no ${caller}`);
    return browser;
  };
  return {
    app,
    ids,
    otherIds,
    browserOf,
    send: async (caller, endpoint, path = ids, json = PROMISED[endpoint]?.json) => {
      const found = FOUND.get(endpoint);
      if (!found) throw new Error(`no ${endpoint}`);
      const browser = browserOf(caller);
      const { id, ...params } = path;
      const url = found.path.replace(/\[(\w+)\]/g, (_, name: keyof Ids) => path[name] ?? "");
      return browser.send(found.route, found.method, url, { id, params, json });
    },
  };
}

async function signedIn(grant: Grant): Promise<TestBrowser> {
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  return browser;
}

/** A browser whose user signed up, was made an administrator, is in no organization, and acts as another user. */
async function actingAs(userId: string): Promise<TestBrowser> {
  const browser = new TestBrowser();
  const email = "operator@example.com";
  await browser.post(signup, "/api/auth/signup", { email, password: PASSWORD, name: "Operator" });
  granted(await setRoles(email, ["user", "admin"]));
  await exchange(browser, (await ask(browser, userId)).json.ticket);
  return browser;
}

function withKey(key: string): TestBrowser {
  const browser = new TestBrowser();
  browser.accessToken = key;
  return browser;
}

/** The keys of an organization, the same in each test. */
function keysOf(organization: string): Record<ApiKeyScope, string> {
  const keyOf = (scope: ApiKeyScope) =>
    formatApiKey(`${organization}${scope}`.padEnd(KEY_SECRET_LENGTH, "0"));
  return { read: keyOf("read"), write: keyOf("write") };
}

/** The rows of the database, without the time of a key's last use. */
export function rowsOf(app: Installation): string {
  return snapshot(app).replaceAll(/"last_used_at":\d+/g, '"last_used_at":null');
}
