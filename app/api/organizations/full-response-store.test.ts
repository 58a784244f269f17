/** A full store of responses keeps no one from removing access to an organization. */
import { expect, test } from "vitest";
import { addWorkspace } from "@/lib/server/testing/workspaces";
import type { Route } from "@/lib/web/testing/browser";
import { fillResponseStore, keyed } from "../full-response-store.fixture";
import * as apiKey from "./[id]/api-keys/[keyId]/route";
import * as invitation from "./[id]/invitations/[invitationId]/route";
import * as member from "./[id]/members/[userId]/route";
import * as organization from "./[id]/route";
import * as workspaceMember from "./[id]/workspaces/[workspaceId]/members/[userId]/route";
import { refused, requests, setUp } from "./organization-members.fixture";

test("an API key, an invitation and members are removed; a repeat finds nothing, and an ordinary change is refused", async () => {
  const { app, engines, ada, alan } = await setUp();
  await addWorkspace(app, engines, "lab", [[alan.grant.user, "member"]]);
  const { id: keyId } = (await requests.createKey(ada, { name: "CI", scope: "read" })).json;
  const { id: invitationId } = (await requests.invite(ada, { email: "linus@example.com", role: "member" }))
    .json;
  await fillResponseStore(app, ada.id);

  const root = "/api/organizations/engines";
  const id = "engines";
  const cases: [Route, string, Record<string, string>][] = [
    [apiKey, `${root}/api-keys/${keyId}`, { keyId }],
    [invitation, `${root}/invitations/${invitationId}`, { invitationId }],
    [workspaceMember, `${root}/workspaces/lab/members/${alan.id}`, { workspaceId: "lab", userId: alan.id }],
    [member, `${root}/members/${alan.id}`, { userId: alan.id }],
  ];
  for (const [route, path, params] of cases) {
    const remove = () => ada.browser.send(route, "DELETE", path, { id, params, ...keyed(path) });
    expect((await remove()).status).toBe(204);
    expect(await remove()).toMatchObject(refused(404, "not_found"));
  }
  const rename = ada.browser.send(organization, "PATCH", root, {
    id,
    json: { name: "Renamed" },
    ...keyed("rename"),
  });
  expect(await rename).toMatchObject(refused(429, "rate_limited"));
});
