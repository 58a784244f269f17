import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { errorResponse } from "@/lib/client/fakes/fake-server";

let browser: FakeBrowser;
let tab: Tab;
beforeEach(async () => {
  browser = new FakeBrowser();
  tab = browser.openTab();
  await tab.client.getAccessToken();
  await browser.clock.advance(1);
  browser.server.calls = [];
});

const connection = () => tab.client.state.get().connection;
const away = () => errorResponse("unavailable", 503);

describe("a server that is not reached", () => {
  test("makes calls wait, and signs no user out", async () => {
    browser.isOffline = true;
    const call = tab.client.authFetch("/api/things");
    await browser.clock.advance(3_000);
    expect(connection()).toBe("reconnecting");
    browser.isOffline = false;
    await browser.clock.advance(4_000);
    expect((await call).status).toBe(200);
    expect(connection()).toBe("online");
    expect(tab.client.state.get().status).toBe("signed-in");
    expect(tab.ends).toEqual([]);
  });

  test("for longer than ten seconds fails the calls that waited, and only those", async () => {
    browser.isOffline = true;
    let failed = 0;
    const call = tab.client.authFetch("/api/things").catch(() => {
      failed = browser.clock.now;
    });
    const from = browser.clock.now;
    await browser.clock.advance(60_000);
    await call;
    expect(failed - from).toBeLessThanOrEqual(10_000);
    expect(connection()).toBe("reconnecting");
    browser.isOffline = false;
    await browser.clock.advance(60_000);
    expect(connection()).toBe("online");
  });

  test("is asked at once when the browser says it is online", async () => {
    browser.isOffline = true;
    tab.client.authFetch("/api/things").catch(() => {});
    await browser.clock.advance(120_000);
    browser.isOffline = false;
    tab.wake();
    await browser.clock.advance(1);
    expect(connection()).toBe("online");
  });

  test("is not taken for back because of an answer that was on its way before", async () => {
    const answer = Promise.withResolvers<Response>();
    browser.server.next("/api/slow", () => answer.promise);
    const slow = tab.client.authFetch("/api/slow");
    await browser.clock.advance(10);
    browser.isOffline = true;
    tab.client.authFetch("/api/things").catch(() => {});
    await browser.clock.advance(10);
    answer.resolve(new Response());
    expect((await slow).status).toBe(200);
    expect(connection()).toBe("reconnecting");
  });

  test("does the same thing once, however often it is sent", async () => {
    browser.server.next("/api/things", away, away);
    const call = tab.client.authFetch("/api/things", { method: "POST", body: "{}" });
    await browser.clock.advance(9_000);
    expect((await call).status).toBe(200);
    const keys = browser.server.calls.filter(({ path }) => path === "/api/things").map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toBeTruthy();
  });

  test("is not asked before its Retry-After", async () => {
    browser.server.next("/api/things", () =>
      errorResponse("unavailable", 503, undefined, { "Retry-After": "8" }),
    );
    const call = tab.client.authFetch("/api/things");
    await browser.clock.advance(7_900);
    tab.wake();
    await browser.clock.advance(50);
    expect(browser.server.calls).toHaveLength(1);
    await browser.clock.advance(150);
    expect((await call).status).toBe(200);
  });

  test("is not asked before its Retry-After, though a call beside it got no answer at all", async () => {
    browser.server.next("/api/things", () =>
      errorResponse("unavailable", 503, undefined, { "Retry-After": "8" }),
    );
    browser.server.next("/api/things", () => Promise.reject(new TypeError("Failed to fetch")));
    const calls = [1, 2].map(() => tab.client.authFetch("/api/things"));
    await browser.clock.advance(1_000);
    tab.wake();
    await browser.clock.advance(6_900);
    expect(browser.server.calls).toHaveLength(2);
    await browser.clock.advance(200);
    for (const call of calls) expect((await call).status).toBe(200);
  });

  test("for a second fails none of many calls that were on their way together", async () => {
    browser.isOffline = true;
    const calls = Array.from({ length: 8 }, () => tab.client.authFetch("/api/things"));
    await browser.clock.advance(1_000);
    browser.isOffline = false;
    await browser.clock.advance(2_000);
    for (const call of calls) expect((await call).status).toBe(200);
  });

  test("but has begun what it was asked for is asked again until it has done it", async () => {
    const busy = () => errorResponse("request_in_progress", 409, undefined, { "Retry-After": "1" });
    for (const answer of [away, busy, busy]) browser.server.next("/api/things", answer);
    const call = tab.client.authFetch("/api/things", { method: "PUT", body: "{}" });
    await browser.clock.advance(9_000);
    expect((await call).status).toBe(200);
  });

  test("is asked ever more rarely", async () => {
    browser.isOffline = true;
    let attempts = 0;
    const answer = browser.server.answer.bind(browser.server);
    browser.isOffline = false;
    browser.server.answer = async (call) => {
      attempts++;
      return call.path === "/api/session" || call.path === "/api/things" ? away() : answer(call);
    };
    void tab.client.authFetch("/api/things");
    await browser.clock.advance(600_000);
    expect(attempts).toBeGreaterThan(5);
    expect(attempts).toBeLessThan(40);
  });
});

test("a call its caller gives up waits for nothing, and says nothing about the network", async () => {
  const stop = new AbortController();
  browser.server.next("/api/things", () => new Promise(() => {}));
  const call = expect(tab.client.authFetch("/api/things", { signal: stop.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
  await browser.clock.advance(1);
  stop.abort();
  await call;
  expect(connection()).toBe("online");
});

test("a call with a time limit that gets no answer is sent again, once more and in time given up", async () => {
  for (let times = 0; times < 20; times++) browser.server.next("/api/things", () => new Promise(() => {}));
  const call = expect(tab.client.call("/api/things", { timeoutMs: 2_000 })).rejects.toMatchObject({
    code: "silent_auth_failed",
  });
  await browser.clock.advance(2_100);
  expect(connection()).toBe("reconnecting");
  await browser.clock.advance(30_000);
  await call;
});

test("a conflict that names no time is handed on", async () => {
  browser.server.next("/api/things", () => errorResponse("session_mismatch", 409));
  expect((await tab.client.authFetch("/api/things")).status).toBe(409);
});

test("an answer that is a fault of one endpoint is handed on", async () => {
  browser.server.next("/api/things", () => errorResponse("server_error", 500));
  expect((await tab.client.authFetch("/api/things")).status).toBe(500);
  expect(connection()).toBe("online");
});
