/** The service worker as the browser runs it: the script that the site serves, with requests of pages. */
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createWorkerTokenCache } from "@/lib/client/browser/worker-token-cache";
import { settle } from "@/lib/client/fakes/fake-clock";
import { bundleScript } from "@/scripts/script-bundles";

const WORKER = bundleScript("public/token-worker.js");
const ORIGIN = "https://app.example.com";
const SCRIPT = "/token-worker.js?cookies=__Host-latchkey_&bearer=/api/export&bearer=/api/avatars/";
const OWNER = "e-1 u-ada";
const TOKEN = { accessToken: "token-1", remaining: 60_000, life: 900_000 };
const UNTOUCHED = "untouched";

afterEach(() => vi.unstubAllGlobals());

interface Sent {
  url: string;
  token: string | null;
  redirect?: string | undefined;
}

function startWorker({ script = SCRIPT, hasCookieStore = true, isTabSilent = false } = {}) {
  const listeners: Record<string, (event: object) => void> = {};
  const cookies = new Map([["__Host-latchkey_epoch", "e-1"]]);
  const sent: Sent[] = [];
  const tabs: { postMessage(message: unknown, transfer: MessagePort[]): void }[] = [];
  let now = 0;
  let answer: { type: string } = { type: "basic" };
  const cookieStore = { getAll: async () => [...cookies].map(([name, value]) => ({ name, value })) };
  runInNewContext(WORKER, {
    URL,
    URLSearchParams,
    Headers,
    MessageChannel,
    setTimeout: (run: () => void, milliseconds: number) =>
      isTabSilent ? setImmediate(run) : setTimeout(run, milliseconds),
    location: new URL(script, ORIGIN),
    clients: { matchAll: async () => tabs },
    performance: { now: () => now },
    ...(hasCookieStore && { cookieStore }),
    addEventListener: (type: string, run: (event: object) => void) => {
      listeners[type] = run;
    },
    fetch: async (input: string | { url: string; headers: Headers }, init?: RequestInit) => {
      const { url, headers } = typeof input === "string" ? { url: input, headers: init?.headers } : input;
      sent.push({ url, token: (headers as Headers).get("Authorization"), redirect: init?.redirect });
      return answer;
    },
  });
  const post = (data: object) => listeners.message?.({ data, ports: [] });
  post({ keep: OWNER, token: TOKEN });

  /** @returns what was sent to the network; "untouched" when the worker left the request to the browser */
  async function request(url: string, { method = "GET", headers = {}, redirect = "follow" } = {}) {
    sent.length = 0;
    let work: Promise<unknown> | null = null;
    const asked = { method, url: new URL(url, ORIGIN).href, headers: new Headers(headers), redirect };
    listeners.fetch?.({
      request: asked,
      respondWith: (answered: Promise<unknown>) => {
        work = answered;
      },
    });
    if (!work) return UNTOUCHED;
    await work;
    return sent.map(({ url, token }) => [url.replace(ORIGIN, ""), token]);
  }

  return {
    post,
    request,
    cookies,
    tabs,
    sent,
    forget: () => post({ drop: true }),
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    answerWith: (type: string) => {
      answer = { type };
    },
  };
}

const BEARER = "Bearer token-1";

describe("a request that no script can give a header", () => {
  test.each(["/api/export", "/api/export?year=2030", "/api/avatars/ada.png", "/api/avatars/x/y"])(
    "%s gets the token",
    async (path) => expect(await startWorker().request(path)).toEqual([[path, BEARER]]),
  );

  test.each<[string, string, object?]>([
    ["another path", "/api/me"],
    ["a path that only begins the same", "/api/exports"],
    ["the folder's name", "/api/avatars"],
    ["a path that is put together", "/api/avatars/../me"],
    ["another case", "/API/export"],
    ["another origin", "https://evil.example/api/export"],
    ["a sub-domain", "https://x.app.example.com/api/export"],
    ["another port", "https://app.example.com:8443/api/export"],
    ["another scheme", "http://app.example.com/api/export"],
    ["a change", "/api/export", { method: "POST" }],
    ["a call with a token of its own", "/api/export", { headers: { Authorization: "Bearer other" } }],
  ])("%s does not pass through the worker", async (_, url, init) =>
    expect(await startWorker().request(url, init)).toBe(UNTOUCHED),
  );

  test("without paths of the app no request does", async () => {
    const worker = startWorker({ script: "/token-worker.js" });
    expect(await worker.request("/api/export")).toBe(UNTOUCHED);
  });
});

describe("the token does not leave for where a redirect leads", () => {
  test("it is asked not to be followed, and a page's navigation goes on without the token", async () => {
    const worker = startWorker();
    worker.answerWith("opaqueredirect");
    expect(await worker.request("/api/export", { redirect: "manual" })).toEqual([["/api/export", BEARER]]);
    expect(worker.sent[0]?.redirect).toBe("manual");
  });

  test("an image is asked for again, without it", async () => {
    const worker = startWorker();
    worker.answerWith("opaqueredirect");
    expect(await worker.request("/api/export")).toEqual([
      ["/api/export", BEARER],
      ["/api/export", null],
    ]);
  });
});

describe("a request goes without a token", () => {
  const PLAIN = [["/api/export", null]];

  test.each<[string, (worker: ReturnType<typeof startWorker>) => void]>([
    ["after a sign-out in any tab", ({ forget }) => forget()],
    [
      "once the epoch has moved: a sign-in, a switch, an administrator who acts",
      ({ cookies }) => cookies.set("__Host-latchkey_epoch", "e-2"),
    ],
    ["when the epoch only begins the same", ({ cookies }) => cookies.set("__Host-latchkey_epoch", "e-")],
    ["when the cookies are gone", ({ cookies }) => cookies.clear()],
    [
      "after a sign-out that did not reach the server",
      ({ cookies }) => cookies.set("__Host-latchkey_left.s-1", "e-1"),
    ],
    ["when it has expired", ({ advance }) => advance(60_000)],
  ])("%s", async (_, change) => {
    const worker = startWorker();
    change(worker);
    expect(await worker.request("/api/export")).toEqual(PLAIN);
  });

  test("in a browser that does not let the worker see the epoch", async () =>
    expect(await startWorker({ hasCookieStore: false }).request("/api/export")).toEqual(PLAIN));

  test("a marker from before the last sign-in does not count", async () => {
    const worker = startWorker();
    worker.cookies.set("__Host-latchkey_left.s-1", "e-0");
    expect(await worker.request("/api/export")).toEqual([["/api/export", BEARER]]);
  });
});

describe("a worker that was stopped has forgotten the token", () => {
  /** The other end: a tab with the token cache of an app that names paths. */
  function openTab() {
    let listen: (event: object) => void = () => {};
    const active = { postMessage: () => {} };
    const register = vi.fn(async () => ({}));
    const addEventListener = (_: string, run: (event: object) => void) => {
      listen = run;
    };
    vi.stubGlobal("document", { documentElement: { dataset: { cookiePrefix: "__Host-latchkey_" } } });
    vi.stubGlobal("navigator", {
      serviceWorker: { register, ready: Promise.resolve({ active }), addEventListener },
    });
    const cache = createWorkerTokenCache({ bearerPaths: ["/api/export", "/api/avatars/"] });
    const tab = { postMessage: (data: unknown, ports: MessagePort[]) => listen({ data, ports }) };
    return { cache, tab, register };
  }

  test("the tab registers it with the paths, and gives it the token again", async () => {
    const { cache, tab, register } = openTab();
    expect(register.mock.calls).toEqual([
      ["/token-worker.js?cookies=__Host-latchkey_&bearer=%2Fapi%2Fexport&bearer=%2Fapi%2Favatars%2F"],
    ]);
    const worker = startWorker();
    worker.forget();
    worker.tabs.push(tab);
    cache.keep(OWNER, TOKEN);
    expect(await worker.request("/api/export")).toEqual([["/api/export", BEARER]]);
    worker.tabs.length = 0;
    expect(await worker.request("/api/export"), "from memory").toEqual([["/api/export", BEARER]]);
  });

  test("not after the user has signed out, nor another user's", async () => {
    const { cache, tab } = openTab();
    const worker = startWorker();
    worker.forget();
    worker.tabs.push(tab);
    cache.keep("e-0 u-grace", TOKEN);
    expect(await worker.request("/api/export")).toEqual([["/api/export", null]]);
    cache.keep(OWNER, TOKEN);
    cache.drop();
    expect(await worker.request("/api/export")).toEqual([["/api/export", null]]);
    await settle();
  });

  test("a tab that does not answer holds the request up no longer than the worker waits", async () => {
    const worker = startWorker({ isTabSilent: true });
    worker.forget();
    worker.tabs.push({ postMessage: () => {} });
    expect(await worker.request("/api/export")).toEqual([["/api/export", null]]);
  });
});
