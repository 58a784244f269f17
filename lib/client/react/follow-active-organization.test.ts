import { beforeEach, expect, test } from "vitest";
import { bob, FakeAccounts } from "@/lib/client/fakes/fake-accounts";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { ada, errorResponse, json } from "@/lib/client/fakes/fake-server";
import { templateTokensOf } from "@/lib/client/session/template-tokens";
import type { ActivePlace } from "@/lib/session/organizations/organization-records";
import { generationOf } from "./data-generation";
import { followActiveOrganization } from "./follow-active-organization";

const NOTHING: ActivePlace = {
  organizationId: null,
  organizationRole: null,
  workspaceId: null,
  workspaceRole: null,
};
const HARBOUR: ActivePlace = {
  organizationId: "o-1",
  organizationRole: "admin",
  workspaceId: "w-1",
  workspaceRole: "admin",
};

let browser: FakeBrowser;
let accounts: FakeAccounts;
let tab: Tab;
beforeEach(() => {
  browser = new FakeBrowser();
  accounts = new FakeAccounts(browser, [bob, ada]);
  tab = browser.openTab({ initial: accounts.initial(), epoch: browser.epoch });
});

/** The server's next word about the session of this tab's account, or of another's. */
function works(place: ActivePlace, user = ada): void {
  const { organizationId, organizationRole, workspaceId, workspaceRole } = place;
  const { session } = accounts.of(user);
  browser.server.next("/api/session", () =>
    json({
      authenticated: true,
      user,
      session,
      serverTime: "2026-01-01T00:00:00.000Z",
      signIns: [{ sessionId: session.id, user, active: true, endedReason: null }],
      attempts: [],
      impersonator: null,
      organization: organizationId && { organization: { id: organizationId }, role: organizationRole },
      workspace: workspaceId && { workspace: { id: workspaceId }, role: workspaceRole },
    }),
  );
}

const generation = () => generationOf(tab.client).get().generation;
const follow = (known: ActivePlace, isForgotten = false) =>
  followActiveOrganization(tab.client, known, isForgotten);

test.each<[string, ActivePlace, ActivePlace]>([
  ["an organization", NOTHING, HARBOUR],
  ["none", HARBOUR, NOTHING],
  ["another organization", { ...HARBOUR, organizationId: "o-2" }, HARBOUR],
  ["another workspace", { ...HARBOUR, workspaceId: "w-2" }, HARBOUR],
  ["no workspace", HARBOUR, { ...HARBOUR, workspaceId: null, workspaceRole: null }],
  ["another role in the organization", HARBOUR, { ...HARBOUR, organizationRole: "member" }],
  ["another role in the workspace", HARBOUR, { ...HARBOUR, workspaceRole: "member" }],
])("%s makes a page anew, and what was loaded before is forgotten", async (_, known, chosen) => {
  browser.server.next("/api/session/token", () => json({ token: "of before", expiresIn: 60 }));
  const tokens = templateTokensOf(tab.client);
  await tokens.getToken("reports");
  works(chosen);
  expect(await follow(known)).toBe(true);
  expect(generation()).toBe(1);
  browser.server.next("/api/session/token", () => json({ token: "of now", expiresIn: 60 }));
  expect(await tokens.getToken("reports")).toBe("of now");
});

test("where nothing was chosen, nothing happens", async () => {
  works(HARBOUR);
  expect(await follow(HARBOUR)).toBe(false);
  works(NOTHING);
  expect(await follow(NOTHING)).toBe(false);
  expect(generation()).toBe(0);
});

test("the tab that has chosen has forgotten by then, and does not load everything twice", async () => {
  works(HARBOUR);
  expect(await follow(NOTHING, true)).toBe(true);
  expect(generation()).toBe(0);
});

test("the choice of another account is none of this tab's", async () => {
  works(HARBOUR, bob);
  expect(await follow(NOTHING)).toBe(false);
  expect(generation()).toBe(0);
});

test("a server that can't be asked changes nothing", async () => {
  browser.server.next("/api/session", () => errorResponse("server_error", 500));
  await expect(follow(NOTHING)).rejects.toMatchObject({ code: "server_error" });
  expect(generation()).toBe(0);
});
