import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type FakeStream, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { ada, errorResponse, json } from "@/lib/client/fakes/fake-server";
import type { SessionEnd } from "@/lib/session/session-events";
import type { AuthClient } from "./auth-client";
import { createSessionActions } from "./session-actions";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

async function openTabs(count: number, options = {}): Promise<Tab[]> {
  const initial = browser.server.snapshot();
  const open = () => browser.openTab({ initial, relogin: "in-place", ...options });
  const tabs = Array.from({ length: count }, open);
  await settle();
  return tabs;
}

const stream = () => browser.streams[0] as FakeStream;
const holders = () => browser.streams.map(({ tab }) => tab);
const revoked: SessionEnd = {
  sessionId: "s-1",
  reason: "user",
  at: "2026-01-01T12:00:00.000Z",
  by: "you",
  from: "Safari on an iPhone",
};

describe("a session revoked elsewhere", () => {
  test("blanks four tabs at once, each saying who did it, when and from where", async () => {
    const tabs = await openTabs(4);
    const over = () => json({ authenticated: false, reason: "user", end: revoked, serverTime: "" });
    browser.server.next("/api/session", over, over, over);
    stream().send({ event: "revoked", data: revoked });
    // Before anything has been asked.
    for (const { client } of tabs)
      expect(client.state.get().isHidden || client.state.get().sessionEnd).toBeTruthy();
    await settle();
    const { reason, at, by, from } = revoked;
    for (const { client } of tabs) {
      expect(client.state.get()).toMatchObject({
        status: "signed-out",
        sessionEnd: { reason, at, by, from },
      });
    }
    expect(holders()).toEqual([]);
  });

  test("while the server cannot be asked is believed: better out than in", async () => {
    const tabs = await openTabs(2);
    browser.isOffline = true;
    stream().send({ event: "revoked", data: revoked });
    await settle();
    // Only the tab that reads the stream knows why.
    expect(tabs.map(({ client }) => client.state.get().sessionEnd?.reason)).toEqual(["user", "expired"]);
  });

  test("is listened for again once the person is back", async () => {
    const [tab] = await openTabs(1);
    browser.server.endReason = "user";
    stream().send({ event: "revoked", data: revoked });
    await settle();
    await tab?.client.relogin("correct horse battery staple");
    await settle();
    expect(holders()).toEqual([1]);
  });

  test("of another session is ignored", async () => {
    const [one, two] = await openTabs(2);
    stream().send({ event: "revoked", data: { ...revoked, sessionId: "s-9" } });
    await settle();
    for (const tab of [one, two]) expect(tab?.client.state.get().status).toBe("signed-in");
  });
});

describe("the end a tab brings about itself", () => {
  const told = (reason: SessionEnd["reason"]) => () => {
    stream().send({ event: "revoked", data: { ...revoked, reason } });
    return json({ revoked: 1 });
  };

  test("is no news to it when it signs out: it leaves once", async () => {
    const [tab] = await openTabs(1);
    browser.server.next("/api/auth/logout", told("signed_out"));
    await tab?.client.logout();
    await settle();
    expect(tab?.visited).toEqual(["/login"]);
  });

  test("does not ask for a password when it signs out everywhere", async () => {
    const [tab] = await openTabs(1);
    browser.server.next("/api/sessions/revoke-all", told("revoked_everywhere"));
    const ends: unknown[] = [];
    tab?.client.state.subscribe(() => ends.push(tab.client.state.get().sessionEnd));
    await createSessionActions(tab?.client as AuthClient).revokeAll([], "all");
    await settle();
    expect(tab?.visited).toEqual(["/login?reason=revoked_everywhere"]);
    expect(ends.filter(Boolean)).toEqual([]);
  });

  test("but whose answer failed is an end like any other", async () => {
    const [tab] = await openTabs(1);
    browser.server.next("/api/sessions/revoke-all", () => {
      told("revoked_everywhere")();
      return errorResponse("server_error", 500);
    });
    await createSessionActions(tab?.client as AuthClient)
      .revokeAll([], "all")
      .catch(() => {});
    expect(tab?.client.state.get().sessionEnd).toMatchObject({ reason: "revoked_everywhere" });
  });

  test("does not cover an end that another device causes meanwhile", async () => {
    const [tab] = await openTabs(1);
    const answer = gate<Response>();
    browser.server.next("/api/sessions/revoke-all", () => answer.promise);
    const ending = createSessionActions(tab?.client as AuthClient).revokeAll([], "all");
    await settle();
    stream().send({ event: "revoked", data: { ...revoked, reason: "admin" } });
    expect(tab?.client.state.get().sessionEnd).toMatchObject({ reason: "admin" });
    answer.open(errorResponse("session_revoked", 401));
    tab?.client.abandonRelogin();
    await ending.catch(() => {});
  });
});

test("a limit the server saw pass ends the page like any other end", async () => {
  const [tab] = await openTabs(1);
  const at = "2026-01-01T12:00:00.000Z";
  stream().send({ event: "expired", data: { sessionId: "s-1", reason: "idle", at } });
  expect(tab?.client.state.get().sessionEnd).toMatchObject({ reason: "idle", at, by: null, from: null });
});

describe("a forged end between tabs", () => {
  test("hides the page for a moment, and no more", async () => {
    const [tab] = await openTabs(1);
    tab?.receive("ended s-1");
    expect(tab?.client.state.get().isHidden).toBe(true);
    await settle();
    expect(tab?.client.state.get()).toMatchObject({ status: "signed-in", isHidden: false, sessionEnd: null });
  });

  test.each(["ended s-9", "ended s-1 x", "ended", "ended ", JSON.stringify({ ended: revoked })])(
    "is dropped when it is not about this session: %s",
    async (message) => {
      const [tab] = await openTabs(1);
      tab?.receive(message);
      expect(tab?.client.state.get().isHidden).toBe(false);
    },
  );
});

describe("news of the account", () => {
  test.each(["sessions-changed"] as const)("%s reaches the lists of every tab", async (event) => {
    const tabs = await openTabs(3);
    const told: number[] = [];
    for (const [index, { client }] of tabs.entries()) client.on("sessionsChanged", () => told.push(index));
    stream().send({ event, data: {} });
    expect(told.sort()).toEqual([0, 1, 2]);
  });

  test("user-changed shows the new name in every tab", async () => {
    const tabs = await openTabs(2);
    const renamed = () =>
      json({ authenticated: true, ...browser.server.snapshot(), user: { ...ada, name: "Countess" } });
    browser.server.next("/api/session", renamed, renamed);
    stream().send({ event: "user-changed", data: {} });
    await settle();
    for (const { client } of tabs) expect(client.state.get().user?.name).toBe("Countess");
  });
});

test("news of a password changed here, sooner than the new cookie, ends no page", async () => {
  const tabs = await openTabs(2);
  const answer = gate<Response>();
  browser.server.next("/api/me/password", () => answer.promise);
  const changed = tabs[0]?.client.changePassword({ currentPassword: "old", newPassword: "new" });
  await settle();
  const signedOutResponse = () => json({ authenticated: false, serverTime: "" });
  browser.server.next("/api/session", signedOutResponse, signedOutResponse);
  stream().send({ event: "user-changed", data: {} });
  await settle();
  answer.open(json(browser.server.issue()));
  await changed;
  await settle();
  for (const { client } of tabs)
    expect(client.state.get()).toMatchObject({ status: "signed-in", sessionEnd: null });
});
