import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/testing/fake-browser";
import { gate, settle } from "@/lib/client/testing/fake-clock";
import { errorResponse, json, sessionOf } from "@/lib/client/testing/fake-server";
import { createSessionList, type SessionList } from "./session-list";

const three = [sessionOf("s-1", true), sessionOf("s-2"), sessionOf("s-3")];

let browser: FakeBrowser;
let tab: Tab;
let list: SessionList;
beforeEach(async () => {
  browser = new FakeBrowser();
  tab = browser.openTab();
  await tab.client.getAccessToken();
  list = createSessionList(tab.client, three);
});

const ids = () => list.state.get().sessions.map(({ id }) => id);
const serve = (sessions = three) => browser.server.next("/api/sessions", () => json({ sessions }));

test("loads when it is first seen, with what the server rendered shown until then", async () => {
  serve(three.slice(0, 2));
  expect(ids()).toEqual(["s-1", "s-2", "s-3"]);
  list.start();
  expect(list.state.get().isLoading).toBe(true);
  await settle();
  expect(ids()).toEqual(["s-1", "s-2"]);
  expect(list.state.get()).toMatchObject({ isLoading: false, error: null });
});

test("without a server-rendered list it is loading from the start, never empty", () => {
  expect(createSessionList(tab.client).state.get()).toMatchObject({ sessions: [], isLoading: true });
});

describe("ending one device", () => {
  test("takes it out at once", async () => {
    const slow = gate<Response>();
    browser.server.next("/api/sessions/s-2", () => slow.promise);
    const revoked = list.revoke("s-2");
    expect(ids()).toEqual(["s-1", "s-3"]);
    expect(list.state.get().isLoading).toBe(true);
    slow.open(new Response(null, { status: 204 }));
    await revoked;
    expect(ids()).toEqual(["s-1", "s-3"]);
    expect(browser.messages.at(-1)).toBe("sessions-changed");
  });

  test("that the server refuses throws, and puts it back in its place", async () => {
    browser.server.next("/api/sessions/s-2", () => errorResponse("not_found", 404));
    await expect(list.revoke("s-2")).rejects.toMatchObject({ code: "not_found" });
    expect(ids()).toEqual(["s-1", "s-2", "s-3"]);
    expect(list.state.get()).toMatchObject({ isLoading: false, error: { code: "not_found" } });
    serve();
    await list.refresh();
    expect(list.state.get().error).toBeNull();
  });

  test("is not undone by a list that was asked for before", async () => {
    const late = gate<Response>();
    browser.server.next("/api/sessions", () => late.promise);
    const load = list.refresh();
    browser.server.next("/api/sessions/s-2", () => new Response(null, { status: 204 }));
    await list.revoke("s-2");
    late.open(json({ sessions: three }));
    await load;
    expect(ids()).toEqual(["s-1", "s-3"]);
  });

  test("that is this one signs this browser out", async () => {
    browser.server.next("/api/sessions/s-1", () => new Response(null, { status: 204 }));
    await list.revoke("s-1");
    expect(tab.client.state.get().user).toBeNull();
    expect(tab.visited).toEqual(["/login?reason=signed_out"]);
  });

  test("cannot reach another endpoint by its id", async () => {
    await list.revoke("../auth/logout").catch(() => {});
    expect(browser.server.calls.at(-1)?.path).toBe("/api/sessions/..%2Fauth%2Flogout");
  });
});

describe("ending all", () => {
  const revokeAll = (revoked: number) => () => json({ revoked });

  test("others keeps this one", async () => {
    browser.server.next("/api/sessions/revoke-all", revokeAll(2));
    expect(await list.revokeAll()).toEqual({ revoked: 2 });
    expect(ids()).toEqual(["s-1"]);
    expect(browser.server.calls.at(-1)?.body).toEqual({ scope: "others" });
    expect(tab.client.state.get().status).toBe("signed-in");
  });

  test("everywhere ends this one too, in every tab", async () => {
    const other = browser.openTab();
    browser.server.next("/api/sessions/revoke-all", () => {
      browser.epoch = "epoch-2";
      return json({ revoked: 3 });
    });
    browser.server.next("/api/session", () => json({ authenticated: false, serverTime: "" }));
    await list.revokeAll("all");
    await settle();
    expect(tab.visited).toEqual(["/login?reason=revoked_everywhere"]);
    expect(other.client.state.get().user).toBeNull();
  });

  test("that fails puts all back", async () => {
    browser.server.next("/api/sessions/revoke-all", () => errorResponse("server_error", 500));
    await expect(list.revokeAll()).rejects.toMatchObject({ code: "server_error" });
    expect(ids()).toEqual(["s-1", "s-2", "s-3"]);
  });
});

test("a new name takes the place of the old one", async () => {
  browser.server.next("/api/sessions/s-2", () => json({ ...sessionOf("s-2"), label: "Kitchen" }));
  await list.rename("s-2", "Kitchen");
  expect(list.state.get().sessions[1]).toMatchObject({ id: "s-2", label: "Kitchen" });
});

test("of two loads the one asked for last is shown, whichever answers last", async () => {
  const early = gate<Response>();
  browser.server.next("/api/sessions", () => early.promise);
  const first = list.refresh();
  await settle();
  serve(three.slice(0, 1));
  await list.refresh();
  early.open(json({ sessions: three }));
  await first;
  expect(ids()).toEqual(["s-1"]);
});

test("a change in another tab loads it again", async () => {
  list.start();
  await settle();
  serve(three.slice(0, 1));
  tab.receive("sessions-changed");
  await settle();
  expect(ids()).toEqual(["s-1"]);
});
