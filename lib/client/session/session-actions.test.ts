import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { errorResponse, json, sessionOf } from "@/lib/client/fakes/fake-server";
import { createSessionActions, type SessionActions } from "./session-actions";

const three = [sessionOf("s-1", true), sessionOf("s-2"), sessionOf("s-3")];

let browser: FakeBrowser;
let tab: Tab;
let actions: SessionActions;
/** The list as it was loaded last. */
let loaded = three;
beforeEach(async () => {
  browser = new FakeBrowser();
  tab = browser.openTab();
  await tab.client.getAccessToken();
  actions = createSessionActions(tab.client);
  loaded = three;
});

/** What a screen shows. */
const ids = () => loaded.map(({ id }) => id).filter((id) => !actions.state.get().hidden.has(id));
const running = () => actions.state.get().running;

describe("ending one device", () => {
  test("takes it out at once", async () => {
    const slow = gate<Response>();
    browser.server.next("/api/sessions/s-2", () => slow.promise);
    const revoked = actions.revoke("s-2");
    expect(ids()).toEqual(["s-1", "s-3"]);
    expect(running()).toBe(1);
    slow.open(new Response(null, { status: 204 }));
    await revoked;
    expect(ids()).toEqual(["s-1", "s-3"]);
    expect(running()).toBe(0);
    expect(browser.messages.at(-1)).toBe("sessions-changed");
  });

  test("that the server refuses throws, and puts it back in its place", async () => {
    browser.server.next("/api/sessions/s-2", () => errorResponse("not_found", 404));
    await expect(actions.revoke("s-2")).rejects.toMatchObject({ code: "not_found" });
    expect(ids()).toEqual(["s-1", "s-2", "s-3"]);
    expect(running()).toBe(0);
  });

  test("keeps it hidden, whatever list arrives meanwhile or later", async () => {
    const slow = gate<Response>();
    browser.server.next("/api/sessions/s-2", () => slow.promise);
    const revoked = actions.revoke("s-2");
    loaded = [...three, sessionOf("s-4")];
    expect(ids()).toEqual(["s-1", "s-3", "s-4"]);
    slow.open(new Response(null, { status: 204 }));
    await revoked;
    loaded = three;
    expect(ids()).toEqual(["s-1", "s-3"]);
  });

  test("twice at once, and the second refused: it stays hidden, for the first ended it", async () => {
    const slow = gate<Response>();
    browser.server.next(
      "/api/sessions/s-2",
      () => slow.promise,
      () => errorResponse("not_found", 404),
    );
    const first = actions.revoke("s-2");
    await settle();
    await actions.revoke("s-2").catch(() => {});
    expect(ids()).toEqual(["s-1", "s-3"]);
    slow.open(new Response(null, { status: 204 }));
    await first;
    expect(ids()).toEqual(["s-1", "s-3"]);
  });

  test("that is this one signs this browser out", async () => {
    browser.server.next("/api/sessions/s-1", () => new Response(null, { status: 204 }));
    await actions.revoke("s-1");
    expect(tab.client.state.get().user).toBeNull();
    expect(tab.visited).toEqual(["/login?reason=signed_out"]);
  });

  test("cannot reach another endpoint by its id", async () => {
    await actions.revoke("../auth/logout").catch(() => {});
    expect(browser.server.calls.at(-1)?.path).toBe("/api/sessions/..%2Fauth%2Flogout");
  });
});

describe("ending all", () => {
  const revokeAll = (revoked: number) => () => json({ revoked });

  test("others keeps this one", async () => {
    browser.server.next("/api/sessions/revoke-all", revokeAll(2));
    expect(await actions.revokeAll(three)).toEqual({ revoked: 2 });
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
    await actions.revokeAll(three, "all");
    await settle();
    expect(tab.visited).toEqual(["/login?reason=revoked_everywhere"]);
    expect(other.client.state.get().user).toBeNull();
  });

  test("that fails puts all back", async () => {
    browser.server.next("/api/sessions/revoke-all", () => errorResponse("server_error", 500));
    await expect(actions.revokeAll(three)).rejects.toMatchObject({ code: "server_error" });
    expect(ids()).toEqual(["s-1", "s-2", "s-3"]);
  });
});

test("a new name is the server's answer", async () => {
  browser.server.next("/api/sessions/s-2", () => json({ ...sessionOf("s-2"), label: "Kitchen" }));
  expect(await actions.rename("s-2", "Kitchen")).toMatchObject({ id: "s-2", label: "Kitchen" });
  expect(browser.server.calls.at(-1)).toMatchObject({ method: "PATCH", body: { label: "Kitchen" } });
});
