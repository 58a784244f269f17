import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { ada, json, sessionOf, signedIn } from "@/lib/client/fakes/fake-server";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

describe("signing out", () => {
  test("is the server's first, then clears and leaves", async () => {
    const tab = browser.openTab();
    await tab.client.getAccessToken();
    const order: string[] = [];
    tab.client.on("logout", () => order.push(`logout, user ${tab.client.state.get().user}`));
    browser.server.next("/api/auth/logout", () => {
      order.push(`server, user ${tab.client.state.get().user?.id}`);
      return new Response(null, { status: 204 });
    });
    await tab.client.logout();
    expect(order).toEqual(["server, user u-ada", "logout, user null"]);
    expect(tab.visited).toEqual(["/login"]);
    expect(tab.ends).toEqual([]);
    await expect(tab.client.getAccessToken()).rejects.toMatchObject({ details: { reason: "signed_out" } });
  });

  test("lets no call leave with the session it ends", async () => {
    const tab = browser.openTab();
    await tab.client.getAccessToken();
    const slow = gate<Response>();
    browser.server.next("/api/auth/logout", () => slow.promise);
    const logout = tab.client.logout();
    await expect(tab.client.authFetch("/api/things")).rejects.toMatchObject({
      details: { reason: "signed_out" },
    });
    expect(browser.server.count("/api/things")).toBe(0);
    slow.open(new Response(null, { status: 204 }));
    await logout;
  });

  test("offline clears all the same, leaves when there is where to go, and is made good then", async () => {
    const tab = browser.openTab();
    browser.isOffline = true;
    await tab.client.logout();
    expect(tab.client.state.get()).toMatchObject({ user: null, connection: "reconnecting" });
    expect(tab.visited).toEqual([]);
    expect([...browser.signOutMarkers]).toEqual([["s-1", "epoch-1"]]);
    tab.close();

    browser.isOffline = false;
    browser.openTab({ initial: null });
    await settle();
    expect(browser.server.count("/api/auth/logout")).toBe(1);
    expect([...browser.signOutMarkers]).toEqual([]);
    browser.openTab({ initial: null });
    await settle();
    expect(browser.server.count("/api/auth/logout")).toBe(1);
  });

  test("leaves its note before the request, for the page may be closed in the middle of it", async () => {
    const tab = browser.openTab();
    const slow = gate<Response>();
    browser.server.next("/api/auth/logout", () => slow.promise);
    const logout = tab.client.logout();
    expect([...browser.signOutMarkers.keys()]).toEqual(["s-1"]);
    slow.open(new Response(null, { status: 204 }));
    await logout;
    expect([...browser.signOutMarkers]).toEqual([]);
  });

  test("made good late does not sign out who signed in since", async () => {
    const tab = browser.openTab();
    browser.isOffline = true;
    await tab.client.logout();
    browser.isOffline = false;
    browser.epoch = "epoch-2";
    const next = browser.openTab();
    await settle();
    expect(browser.server.count("/api/auth/logout")).toBe(0);
    expect(next.client.state.get().status).toBe("signed-in");
    expect([...browser.signOutMarkers]).toEqual([]);
  });

  test("whose note is about another session does not sign this one out", async () => {
    browser.signOutMarkers.set("s-0", "epoch-1");
    browser.openTab();
    await settle();
    expect(browser.server.count("/api/auth/logout")).toBe(0);
    expect([...browser.signOutMarkers]).toEqual([]);
  });

  test("of a server that does not answer is given up after eight seconds", async () => {
    const tab = browser.openTab();
    browser.server.next("/api/auth/logout", () => new Promise(() => {}));
    const logout = tab.client.logout();
    await browser.clock.advance(8_000);
    await logout;
    expect(tab.visited).toEqual(["/login"]);
  });
});

describe("a page the server said nothing to", () => {
  test("asks who is signed in, and shows it", async () => {
    const tab = browser.openTab({ initial: undefined as never });
    expect(tab.client.state.get().status).toBe("loading");
    await settle();
    expect(tab.client.state.get()).toMatchObject({ status: "signed-in", user: ada });
  });

  test("does not know when the server is away, and takes it for no end of a session", async () => {
    browser.isOffline = true;
    const tab = browser.openTab({ initial: undefined as never });
    await settle();
    expect(tab.client.state.get()).toMatchObject({
      status: "unknown",
      checkError: { code: "silent_auth_failed" },
    });
    expect(tab.ends).toEqual([]);
  });

  test("serves calls that were made before it knew", async () => {
    const tab = browser.openTab({ initial: undefined as never });
    const slow = gate<Response>();
    browser.server.next("/api/auth/refresh", () => slow.promise);
    const early = tab.client.getAccessToken();
    await settle();
    expect(tab.client.state.get().status).toBe("signed-in");
    slow.open(json(browser.server.issue()));
    expect(await early).toBe("token-1");
    expect(browser.server.count("/api/auth/refresh")).toBe(1);
  });
});

test("a new name is shown at once, and what the server renders later is taken for this user only", async () => {
  const tab = browser.openTab();
  browser.server.next("/api/me", () => json({ ...ada, name: "Ada L." }));
  await tab.client.updateUser({ name: "Ada L." });
  expect(tab.client.state.get().user?.name).toBe("Ada L.");
  tab.client.hydrate({ user: { ...ada, id: "u-grace", name: "Grace" }, session: sessionOf("s-9", true) });
  expect(tab.client.state.get().user?.name).toBe("Ada L.");
  tab.client.hydrate({ ...signedIn, user: { ...ada, name: "Countess" } });
  expect(tab.client.state.get().user?.name).toBe("Countess");
});

test("a page that the server renders for another user by now is set aside", () => {
  const tab = browser.openTab();
  tab.client.hydrate({ ...signedIn, user: { ...ada, name: "Countess" } });
  expect(tab.client.state.get().mismatch).toBe(false);
  tab.client.hydrate({ user: { ...ada, id: "u-grace" }, session: sessionOf("s-9", true) });
  expect(tab.client.state.get()).toMatchObject({ mismatch: true, user: { name: "Countess" } });
});

test("loginWithRedirect comes back to the page it left", () => {
  const tab = browser.openTab({ initial: null });
  tab.client.loginWithRedirect();
  expect(tab.visited).toEqual(["/login?returnTo=%2Fprofile%3Ftab%3Ddevices"]);
});
