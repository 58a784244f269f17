import { beforeEach, describe, expect, test, vi } from "vitest";
import { bob, FakeAccounts } from "@/lib/client/fakes/fake-accounts";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { ada, errorResponse, json, signedIn } from "@/lib/client/fakes/fake-server";
import { loadBrowserSession } from "./browser-session";
import { createSessionMutations, type SessionMutations } from "./session-mutations";
import { createTemplateTokens } from "./template-tokens";

const SWITCH = "/api/session/switch";
const TOKEN = "/api/session/token";

let browser: FakeBrowser;
let accounts: FakeAccounts;
let tab: Tab;
let mutations: SessionMutations;
const clearData = vi.fn();
beforeEach(() => {
  clearData.mockReset();
  browser = new FakeBrowser();
  accounts = new FakeAccounts(browser, [bob, ada]);
  tab = openTab();
  mutations = mutationsOf(tab);
});

function openTab(): Tab {
  return browser.openTab({ initial: accounts.initial(), epoch: browser.epoch });
}

function mutationsOf({ client, env }: Tab): SessionMutations {
  return createSessionMutations(client, { tokens: createTemplateTokens(client, env), clearData });
}

const stateOf = ({ client }: Tab) => client.state.get();
const sent = (path: string) => browser.server.calls.filter((call) => call.path === path);
const idOf = (user: typeof ada) => accounts.of(user).session.id;

describe("switching to another account", () => {
  test("leaves for its first page, showing and sending nothing from then on", async () => {
    await mutations.switchSignIn(idOf(bob));
    expect(sent(SWITCH).map(({ body }) => body)).toEqual([{ sessionId: idOf(bob) }]);
    expect(tab.visited).toEqual(["/dashboard"]);
    expect(stateOf(tab)).toMatchObject({ mismatch: true, user: ada });
    await expect(tab.client.authFetch("/api/things")).rejects.toMatchObject({ code: "session_mismatch" });
    expect(accounts.acts).toEqual([]);
  });

  test("tells the other tabs, each of which keeps its own account", async () => {
    const other = openTab();
    await mutations.switchSignIn(idOf(bob));
    await browser.clock.advance(60_000);
    expect(stateOf(other)).toMatchObject({ mismatch: true, user: ada });
    expect(other.visited).toEqual([]);
  });

  test.each([
    ["has ended", () => errorResponse("session_expired", 401, { reason: "idle" }), "session_expired"],
    ["is not of this browser", () => errorResponse("not_found", 404), "not_found"],
  ])("that %s leaves everything as it was", async (_, answer, code) => {
    browser.server.next(SWITCH, answer);
    await expect(mutations.switchSignIn("s-9")).rejects.toMatchObject({ code });
    expect(stateOf(tab)).toMatchObject({ status: "signed-in", user: ada, mismatch: false, sessionEnd: null });
    expect(tab.visited).toEqual([]);
    await tab.client.authFetch("/api/things");
    expect(accounts.acts.map(({ userId }) => userId)).toEqual(["u-ada", "u-ada"]);
  });

  test("whose session has ended says why it has", async () => {
    accounts.of(bob).endedReason = "admin";
    const refusal = { code: "session_revoked", details: { reason: "admin" } };
    await expect(mutations.switchSignIn(idOf(bob))).rejects.toMatchObject(refusal);
  });

  test("on a visitor's page begins its session there: the login page goes on by itself", async () => {
    const visitor = browser.openTab({ initial: null, epoch: browser.epoch });
    await mutationsOf(visitor).switchSignIn(idOf(bob));
    expect(stateOf(visitor)).toMatchObject({ status: "signed-in", user: bob });
  });

  test("and back again brings the tab of that account back where it was", async () => {
    const other = openTab();
    await mutations.switchSignIn(idOf(bob));
    await settle();
    await mutationsOf(other).switchSignIn(idOf(ada));
    expect(stateOf(other)).toMatchObject({ mismatch: false, status: "signed-in", user: ada });
    expect(other.visited).toEqual([]);
    await other.client.authFetch("/api/things");
    expect(accounts.acts.at(-1)).toEqual({ tab: 2, path: "/api/things", userId: "u-ada" });
  });

  test("in one tab brings back the other tabs of that account, too", async () => {
    const [one, two] = [openTab(), openTab()];
    await mutations.switchSignIn(idOf(bob));
    await settle();
    await mutationsOf(one).switchSignIn(idOf(ada));
    await settle();
    expect(stateOf(two)).toMatchObject({ mismatch: false, user: ada });
    await two.client.authFetch("/api/things");
    expect(accounts.acts.at(-1)?.userId).toBe("u-ada");
  });

  test("drops an answer for the account before that arrives late", async () => {
    const late = gate<Response>();
    browser.server.next("/api/auth/refresh", () => late.promise);
    const call = expect(tab.client.authFetch("/api/things")).rejects.toMatchObject({
      code: "session_mismatch",
    });
    await settle();
    await mutations.switchSignIn(idOf(bob));
    await call;
    late.open(json({ ...browser.server.issue(), session: accounts.of(ada).session }));
    await settle();
    await expect(tab.client.getAccessToken()).rejects.toMatchObject({ code: "session_mismatch" });
    expect(sent("/api/things")).toEqual([]);
  });
});

describe("signing out", () => {
  test("of this tab's account alone leaves for the login page, and no account is active", async () => {
    const other = openTab();
    await mutations.signOut(idOf(ada));
    await settle();
    for (const left of [tab, other]) {
      expect(stateOf(left)).toMatchObject({ status: "signed-out", user: null });
      expect(left.visited).toEqual(["/login?reason=signed_out"]);
    }
    expect(accounts.list()).toMatchObject([{ user: bob, active: false, endedReason: null }]);
  });

  test("of another account leaves this tab alone", async () => {
    const other = openTab();
    await mutations.signOut(idOf(bob));
    await settle();
    for (const kept of [tab, other]) {
      expect(stateOf(kept)).toMatchObject({ status: "signed-in", user: ada, isHidden: false });
      expect(kept.visited).toEqual([]);
    }
    expect(accounts.list().map(({ user }) => user)).toEqual([ada]);
  });

  test("of the active account leaves the tab of another one set aside, not signed out", async () => {
    const pinned = openTab();
    await mutations.switchSignIn(idOf(bob));
    const next = openTab();
    await mutationsOf(next).signOut(idOf(bob));
    await settle();
    await pinned.client.checkSession();
    expect(stateOf(pinned)).toMatchObject({ mismatch: true, status: "signed-in", user: ada });
    expect(pinned.visited).toEqual([]);
    await mutationsOf(pinned).switchSignIn(idOf(ada));
    expect(stateOf(pinned)).toMatchObject({ mismatch: false, user: ada });
  });

  test("that fails changes nothing", async () => {
    browser.server.next("/api/auth/logout", () => errorResponse("unavailable", 503));
    await expect(mutations.signOut(idOf(ada))).rejects.toMatchObject({ code: "unavailable" });
    await settle();
    expect(stateOf(tab)).toMatchObject({ status: "signed-in", user: ada, isHidden: false });
  });

  test("without an id signs every account out", async () => {
    await mutations.signOut();
    expect(accounts.list()).toEqual([]);
    expect(tab.visited).toEqual(["/login"]);
  });
});

describe("what was loaded before", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["switchSignIn", () => mutations.switchSignIn(idOf(bob))],
    ["switchOrganization", () => mutations.switchOrganization("o-1")],
    ["switchWorkspace", () => mutations.switchWorkspace("w-1")],
    ["signOut of another account", () => mutations.signOut(idOf(bob))],
    ["exchangeTicket", () => mutations.exchangeTicket("ticket")],
    ["a mutation that fails, whose answer may be all that was lost", () => mutations.switchSignIn("s-9")],
  ])("is forgotten after %s", async (_, mutate) => {
    const changed = vi.fn();
    tab.client.on("sessionsChanged", changed);
    await mutate().catch(() => {});
    expect(clearData).toHaveBeenCalledOnce();
    expect(changed).toHaveBeenCalledOnce();
    expect(browser.messages).toContain("sessions-changed");
  });

  test("includes the tokens of templates, also one that is on its way", async () => {
    let issued = 0;
    const answer = () => json({ token: `reports-${++issued}`, expiresIn: 60 });
    browser.server.next(TOKEN, answer);
    expect(await mutations.getToken("reports")).toBe("reports-1");
    await mutations.switchOrganization("o-1");
    const late = gate<Response>();
    browser.server.next(TOKEN, () => late.promise, answer);
    const early = mutations.getToken("reports");
    await settle();
    await mutations.switchOrganization("o-2");
    late.open(json({ token: "of o-1", expiresIn: 60 }));
    expect(await early).toBe("reports-2");
  });
});

describe("switching the organization", () => {
  test("names it, and goes on with the new access token in every tab that asks", async () => {
    const before = await tab.client.getAccessToken();
    await mutations.switchOrganization("o-1");
    expect(sent("/api/session/organization")).toMatchObject([
      { token: before, body: { organizationId: "o-1" } },
    ]);
    expect(await mutations.getToken()).not.toBe(before);
    expect(await loadBrowserSession(tab.client)).toMatchObject({
      organization: { organization: { id: "o-1" } },
    });
  });

  test("of which the user is no member is refused, and nothing changes", async () => {
    browser.server.next("/api/session/organization", () => errorResponse("not_found", 404));
    await expect(mutations.switchOrganization("o-9")).rejects.toMatchObject({ code: "not_found" });
    expect(stateOf(tab)).toMatchObject({ user: ada, mismatch: false });
  });

  test("names the workspace, too, and null for none", async () => {
    await mutations.switchWorkspace(null);
    expect(sent("/api/session/workspace").map(({ body }) => body)).toEqual([{ workspaceId: null }]);
  });
});

describe("exchanging a ticket", () => {
  test("of another user leaves for that user's first page", async () => {
    browser.server.next("/api/auth/ticket", () =>
      json({ status: "complete", ...signedIn, user: bob, ...browser.server.issue() }),
    );
    await mutations.exchangeTicket("ticket");
    expect(sent("/api/auth/ticket").map(({ body }) => body)).toEqual([{ ticket: "ticket" }]);
    expect(tab.visited).toEqual(["/dashboard"]);
    expect(stateOf(tab).user).toEqual(ada);
  });

  test("gives the next step where one is due", async () => {
    const step = { status: "needs_second_factor", attempt: { id: "a-1" } };
    browser.server.next("/api/auth/ticket", () => json(step));
    expect(await mutations.exchangeTicket("ticket")).toEqual(step);
    expect(tab.visited).toEqual([]);
  });
});

describe("the accounts of this browser", () => {
  test("are listed, and the active one is named", async () => {
    expect(await loadBrowserSession(tab.client)).toMatchObject({
      id: idOf(ada),
      activeSignIn: { user: ada, active: true },
      signIns: [{ user: ada }, { user: bob, active: false }],
    });
  });

  test("name none that has ended, and sort the attempts", async () => {
    const attempts = [{ kind: "sign_up" }, { kind: "sign_in" }];
    const signIns = [{ ...accounts.list()[0], endedReason: "idle" }];
    browser.server.next("/api/session", () =>
      json({ authenticated: false, reason: "idle", serverTime: "", attempts, signIns }),
    );
    expect(await loadBrowserSession(tab.client)).toMatchObject({
      id: null,
      activeSignIn: null,
      signInAttempts: [{ kind: "sign_in" }],
      signUpAttempts: [{ kind: "sign_up" }],
    });
  });

  test("do not sign a visitor's page in, which is where the user chooses one", async () => {
    const visitor = browser.openTab({ initial: null, epoch: browser.epoch });
    expect((await loadBrowserSession(visitor.client)).signIns).toHaveLength(2);
    expect(stateOf(visitor)).toMatchObject({ status: "signed-out", user: null });
  });
});
