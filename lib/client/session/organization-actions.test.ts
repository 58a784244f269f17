import { beforeEach, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { errorResponse, json } from "@/lib/client/fakes/fake-server";
import {
  createOrganizationActions,
  type OrganizationActions,
  organizationPath,
} from "./organization-actions";

const ROOT = "/api/organizations/o-1";

let browser: FakeBrowser;
let tab: Tab;
let actions: OrganizationActions;
beforeEach(() => {
  browser = new FakeBrowser();
  tab = browser.openTab();
  actions = createOrganizationActions(tab.client, "o-1");
});

test.each<[string, (all: OrganizationActions) => Promise<unknown>, object]>([
  [
    "changes it",
    (all) => all.update({ branding: { primaryColor: "#a0522d" } }),
    { method: "PATCH", path: ROOT, body: { branding: { primaryColor: "#a0522d" } } },
  ],
  ["deletes it", (all) => all.remove(), { method: "DELETE", path: ROOT, body: undefined }],
  [
    "changes a role",
    (all) => all.changeRole("u-2", "admin"),
    { method: "PATCH", path: `${ROOT}/members/u-2`, body: { role: "admin" } },
  ],
  ["removes a member", (all) => all.removeMember("u-2"), { method: "DELETE", path: `${ROOT}/members/u-2` }],
  [
    "invites",
    (all) => all.invite({ email: "bob@example.com", role: "member" }),
    { method: "POST", path: `${ROOT}/invitations`, body: { email: "bob@example.com", role: "member" } },
  ],
  [
    "withdraws an invitation",
    (all) => all.withdrawInvitation("i-1"),
    { method: "DELETE", path: `${ROOT}/invitations/i-1` },
  ],
  [
    "adds a workspace",
    (all) => all.addWorkspace({ name: "Research" }),
    { method: "POST", path: `${ROOT}/workspaces`, body: { name: "Research" } },
  ],
  [
    "deletes a workspace",
    (all) => all.removeWorkspace("w-1"),
    { method: "DELETE", path: `${ROOT}/workspaces/w-1` },
  ],
  [
    "adds a member to a workspace",
    (all) => all.setWorkspaceMember("w-1", "u-2", "member"),
    { method: "PUT", path: `${ROOT}/workspaces/w-1/members/u-2`, body: { role: "member" } },
  ],
  [
    "removes a member from a workspace",
    (all) => all.removeWorkspaceMember("w-1", "u-2"),
    { method: "DELETE", path: `${ROOT}/workspaces/w-1/members/u-2` },
  ],
  [
    "makes an API key",
    (all) => all.addApiKey({ name: "CI", scope: "read", expiresInDays: 30 }),
    { method: "POST", path: `${ROOT}/api-keys`, body: { name: "CI", scope: "read", expiresInDays: 30 } },
  ],
  [
    "revokes an API key",
    (all) => all.removeApiKey("k-1"),
    { method: "DELETE", path: `${ROOT}/api-keys/k-1` },
  ],
])("%s with one call that carries the access token", async (_does, act, call) => {
  await act(actions);
  const calls = browser.server.calls.filter(({ path }) => path.startsWith(ROOT));
  expect(calls).toEqual([expect.objectContaining({ ...call, token: "token-1" })]);
});

test("says that it runs, why it failed, and forgets that with the next try", async () => {
  const open = gate<null>();
  browser.server.next(`${ROOT}/members/u-2`, async () => {
    await open.promise;
    return errorResponse("last_owner", 409);
  });
  const change = actions.changeRole("u-2", "member");
  const refused = expect(change).rejects.toMatchObject({ code: "last_owner" });
  await settle();
  expect(actions.state.get()).toEqual({ running: 1, error: null });
  open.open(null);
  await refused;
  expect(actions.state.get()).toMatchObject({ running: 0, error: { code: "last_owner" } });

  browser.server.next(`${ROOT}/members/u-2`, () => json({}));
  await actions.changeRole("u-2", "admin");
  expect(actions.state.get()).toEqual({ running: 0, error: null });
});

test("an error can be dismissed", async () => {
  browser.server.next(`${ROOT}/invitations`, () => errorResponse("already_member", 409));
  await expect(actions.invite({ email: "bob@example.com", role: "member" })).rejects.toThrow();
  actions.clearError();
  expect(actions.state.get().error).toBeNull();
});

test("what needs a recent sign-in waits for the password, and is sent again", async () => {
  browser.server.next(`${ROOT}/api-keys`, () => errorResponse("reauthentication_required", 403));
  browser.server.next("/api/auth/reauthenticate", () => json(browser.server.issue()));
  const added = actions.addApiKey({ name: "CI", scope: "write" });
  await settle();
  expect(tab.client.state.get().reauthentication).not.toBeNull();
  await tab.client.reauthenticate({ password: "correct horse battery staple" });
  await added;
  expect(browser.server.count(`${ROOT}/api-keys`)).toBe(2);
});

test("without an organization nothing is sent", async () => {
  const none = createOrganizationActions(tab.client, null);
  await expect(none.removeMember("u-2")).rejects.toMatchObject({ code: "not_found" });
  expect(browser.server.calls).toEqual([]);
});

test("an id is one part of a path, whatever is in it", () => {
  expect(organizationPath("../admin?", "members", "a/b")).toBe(
    "/api/organizations/..%2Fadmin%3F/members/a%2Fb",
  );
});
