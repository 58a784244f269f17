import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { bundleScript } from "@/scripts/script-bundles";
import type { TokenCache } from "./environment";
import { createTokenCache } from "./token-cache";
import { createServiceWorkerCache, createSharedWorkerCache } from "./worker-token-cache";

const WORKER = bundleScript("public/token-worker.js");

type Listener = (event: { data: unknown; ports: readonly unknown[] }) => void;

let now = 0;
let isDead = false;
beforeEach(() => {
  now = 1_000;
  isDead = false;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Runs the script the site serves; @returns its listeners. */
function startWorker(more: object = {}): Record<string, Listener> {
  const listeners: Record<string, Listener> = {};
  runInNewContext(WORKER, {
    addEventListener: (type: string, listener: Listener) => {
      listeners[type] = listener;
    },
    performance: { now: () => now },
    ...more,
  });
  return listeners;
}

test("T44: the worker finishes a sign-out for our own marker, and for none that a sibling sub-domain has set", async () => {
  async function sync(names: string[], site = "__Host-latchkey_ ") {
    const removed = vi.fn(async () => {});
    const fetch = vi.fn(async () => ({ ok: true }));
    const cookies = names.map((name) => ({ name, value: "e-1" }));
    const { sync: listen } = startWorker({
      fetch,
      cookieStore: { getAll: async () => cookies, delete: removed },
    });
    let work: unknown;
    listen?.({
      tag: `latchkey-sign-out ${site}`,
      waitUntil: (promise: unknown) => (work = promise),
    } as never);
    await work;
    return { calls: fetch.mock.calls, removed: removed.mock.calls.flat() };
  }
  const epoch = "__Host-latchkey_epoch";
  expect(await sync([epoch, "__Host-latchkey_left.s-1"])).toEqual({
    calls: [["/api/auth/logout", { method: "POST" }]],
    removed: [{ name: "__Host-latchkey_left.s-1", domain: null }],
  });
  expect(await sync([epoch, "latchkey_epoch", "latchkey_left.s-1"])).toEqual({ calls: [], removed: [] });
  const shared = ["__Secure-latchkey_epoch", "__Secure-latchkey_left.s-1"];
  expect(await sync(shared, "__Secure-latchkey_ example.com")).toMatchObject({
    calls: [["/api/auth/logout", { method: "POST" }]],
    removed: [{ name: "__Secure-latchkey_left.s-1", domain: "example.com" }],
  });
});

async function openSharedWorkers(): Promise<() => TokenCache> {
  const worker = startWorker();
  class FakeSharedWorker {
    port: object;
    constructor() {
      const inside: { onmessage?: Listener } = {};
      worker.connect?.({ data: null, ports: [inside] });
      const postMessage = (data: unknown, ports: unknown[]) => !isDead && inside.onmessage?.({ data, ports });
      this.port = { start() {}, postMessage };
    }
  }
  vi.stubGlobal("SharedWorker", FakeSharedWorker);
  return createSharedWorkerCache;
}

async function openServiceWorkers(): Promise<() => TokenCache> {
  const worker = startWorker();
  const active = {
    postMessage: (data: unknown, ports: unknown[]) => !isDead && worker.message?.({ data, ports }),
  };
  const serviceWorker = { register: async () => ({}), ready: Promise.resolve({ active }) };
  vi.stubGlobal("navigator", { serviceWorker });
  return createServiceWorkerCache;
}

/** How many tabs' refreshes are one. */
const SOURCES = [
  { name: "tab", open: async () => () => createTokenCache("tab"), shares: false },
  { name: "shared-worker", open: openSharedWorkers, shares: true },
  { name: "service-worker", open: openServiceWorkers, shares: true },
];

const token = { accessToken: "token-1", remaining: 60_000, life: 900_000 };

describe.each(SOURCES)("the token cache '$name'", ({ open, shares }) => {
  let create: () => TokenCache;
  let one: TokenCache;
  let two: TokenCache;
  beforeEach(async () => {
    create = await open();
    [one, two] = [create(), create()];
    await settle();
  });

  test("gives another tab the newest token of the same owner, or none", async () => {
    one.keep("epoch-1 u-ada", { ...token, accessToken: "token-0" });
    one.keep("epoch-1 u-ada", token);
    now += 10_000;
    const found = await two.find("epoch-1 u-ada");
    expect(found).toEqual(shares ? { ...token, remaining: 50_000 } : null);
  });

  test("gives no token of another user, or from before another sign-in", async () => {
    one.keep("epoch-1 u-ada", token);
    expect(await two.find("epoch-1 u-grace")).toBeNull();
    expect(await two.find("epoch-2 u-ada")).toBeNull();
  });

  test("gives no token that has expired, or whose session is over", async () => {
    one.keep("epoch-1 u-ada", token);
    now += 60_000;
    expect(await two.find("epoch-1 u-ada")).toBeNull();
    one.keep("epoch-1 u-ada", token);
    await two.find("epoch-1 u-ada");
    two.drop();
    expect(await one.find("epoch-1 u-ada")).toBeNull();
  });

  test("answers within two seconds, also when the worker does not", async () => {
    one.keep("epoch-1 u-ada", token);
    isDead = true;
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const asked = two.find("epoch-1 u-ada");
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    expect(await asked).toBeNull();
  });

  test("lets ten tabs with five calls each end well, with one refresh where it can", async () => {
    const browser = new FakeBrowser();
    const sources = Array.from({ length: 10 }, create);
    await settle();
    const tabs = sources.map((source) => browser.openTab({ tokenCache: source }));
    const calls = tabs.flatMap((tab) =>
      Array.from({ length: 5 }, (_, index) => tab.client.authFetch(`/api/things/${index}`)),
    );
    for (const response of await Promise.all(calls)) expect(response.status).toBe(200);
    expect(browser.server.count("/api/auth/refresh")).toBe(shares ? 1 : 10);
  });
});

test("a browser without workers shares nothing, and misses nothing", async () => {
  vi.stubGlobal("navigator", {});
  for (const source of [createSharedWorkerCache(), createServiceWorkerCache()]) {
    source.keep("epoch-1 u-ada", token);
    expect(await source.find("epoch-1 u-ada")).toBeNull();
    source.drop();
  }
});
