/** An organization with signed-in members, for tests of its endpoints. */
import path from "node:path";
import Sqlite from "better-sqlite3";
import type { Grant } from "@/lib/server/sessions/grant";
import { type Installation, install } from "@/lib/server/testing/installation";
import { addOrganization, write } from "@/lib/server/testing/organizations";
import type { OrganizationRole } from "@/lib/session/organizations/organization-records";
import { type Route, TestBrowser, type TestResponse } from "@/lib/web/testing/browser";
import * as accept from "../invitations/accept/route";
import * as apiKey from "./[id]/api-keys/[keyId]/route";
import * as apiKeys from "./[id]/api-keys/route";
import * as invitation from "./[id]/invitations/[invitationId]/route";
import * as invitations from "./[id]/invitations/route";

/** A signed-in user. */
export interface Person {
  grant: Grant;
  id: string;
  browser: TestBrowser;
}

export async function signIn(app: Installation, name: string): Promise<Person> {
  const grant = await app.openSession(await app.addUser(name));
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  return { grant, id: grant.user.id, browser };
}

/** Two organizations: in `engines` Ada is owner, Grace admin and Alan member; Eve owns `looms`. */
export async function setUp(environment: Record<string, string> = {}) {
  const app = install(environment);
  const [ada, grace, alan, eve] = [
    await signIn(app, "Ada"),
    await signIn(app, "Grace"),
    await signIn(app, "Alan"),
    await signIn(app, "Eve"),
  ];
  const engines = await addOrganization(app, "engines", [
    [ada.grant.user, "owner"],
    [grace.grant.user, "admin"],
    [alan.grant.user, "member"],
  ]);
  const looms = await addOrganization(app, "looms", [[eve.grant.user, "owner"]]);
  return { app, engines, looms, ada, grace, alan, eve };
}

type Sending = (by: Person, ...input: never[]) => Promise<TestResponse>;

/** What a member asks for, in `engines` unless another organization is named. */
export const requests = {
  invite: (by, body: unknown, id = "engines") =>
    by.browser.post(invitations, `/api/organizations/${id}/invitations`, body, { id }),
  listInvitations: (by, id = "engines") =>
    by.browser.get(invitations, `/api/organizations/${id}/invitations`, { id }),
  withdraw: (by, invitationId: string, id = "engines") =>
    remove(by, invitation, `/api/organizations/${id}/invitations/${invitationId}`, { id, invitationId }),
  accept: (by, token: unknown) => by.browser.post(accept, "/api/invitations/accept", { token }),
  createKey: (by, body: unknown, id = "engines", headers: Record<string, string> = {}) =>
    by.browser.post(apiKeys, `/api/organizations/${id}/api-keys`, body, { id, headers }),
  listKeys: (by, id = "engines") => by.browser.get(apiKeys, `/api/organizations/${id}/api-keys`, { id }),
  revokeKey: (by, keyId: string, id = "engines") =>
    remove(by, apiKey, `/api/organizations/${id}/api-keys/${keyId}`, { id, keyId }),
} satisfies Record<string, Sending>;

function remove(
  { browser }: Person,
  route: Route,
  path: string,
  ids: { id: string } & Record<string, string>,
) {
  const { id, ...params } = ids;
  return browser.send(route, "DELETE", path, { id, params });
}

export const refused = (status: number, error: string) => ({ status, json: { error } });

/** Gives a member of `engines` another role, or ends the membership. */
export function setRole(app: Installation, userId: string, role: OrganizationRole | null): void {
  const sqlite = new Sqlite(path.join(app.root, "data", "latchkey.db"));
  sqlite.pragma("foreign_keys = ON");
  const member = "where organization_id = 'engines' and user_id = ?";
  if (role === null) sqlite.prepare(`delete from memberships ${member}`).run(userId);
  else sqlite.prepare(`update memberships set role = ? ${member}`).run(role, userId);
  sqlite.close();
}

export async function setDisabled(app: Installation, id: string, isDisabled: boolean): Promise<void> {
  const disabledAt = isDisabled ? app.now : null;
  await write(app, [{ kind: "update-user", id, set: { disabledAt } }]);
}
