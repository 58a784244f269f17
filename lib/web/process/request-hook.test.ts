import { channel } from "node:diagnostics_channel";
import { once } from "node:events";
import { globSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { installRequestHook } from "./request-hook";

installRequestHook({
  origin: "https://example.com",
  demo: false, // demo:line
  development: false,
  hostAliases: ["www.example.com"],
  cookiePrefix: "latchkey_",
  cookieDomain: null,
  trustedOrigins: [],
  identityProvider: null,
});

/** Sends a request through the hook, as Node does before any other handler. */
function arrive(
  request: {
    method?: string;
    url?: string;
    headers?: Record<string, string>;
    socket?: { remoteAddress: string };
  } = {},
) {
  const seen = {
    method: "GET",
    url: "/api/session",
    headers: {} as Record<string, string>,
    socket: { remoteAddress: "203.0.113.9" as string | undefined },
    ...request,
  };
  const answered = new Map<string, string>();
  const response = { setHeader: (name: string, value: string) => answered.set(name, value) };
  channel("http.server.request.start").publish({ request: seen, response });
  return { ...seen, answered };
}

test("every response has the security headers, and HSTS on https", () => {
  expect(Object.fromEntries(arrive().answered)).toMatchObject({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": expect.stringContaining("camera=()"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": expect.stringMatching(/^default-src 'none'; frame-ancestors 'none'/),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  });
});

test("T27, T43: a client's headers about its address, our policy, our nonce, our marks or its method are dropped", () => {
  const { headers } = arrive({
    headers: {
      "content-security-policy": "script-src 'nonce-evil'",
      "content-security-policy-report-only": "script-src 'nonce-evil'",
      "x-internal-nonce": "evil",
      "x-internal-middleware": "evil",
      "x-internal-allow": "TRACE",
      "x-internal-moved": "//evil.example",
      "x-internal-demo-page": "login", // demo:line
      "x-internal-peer": "127.0.0.1",
      "x-internal-loopback": "1",
      accept: "text/html",
    },
  });
  expect(headers).toEqual({ "x-internal-peer": "203.0.113.9", accept: "text/html" });
});

test("any site may load the module that watches a session, and nothing else", () => {
  const shared = (url: string) => {
    const { answered } = arrive({ url });
    return [answered.get("Access-Control-Allow-Origin"), answered.get("Cross-Origin-Resource-Policy")];
  };
  for (const url of ["/embed.js", "/embed.js?v=2"]) expect(shared(url), url).toEqual(["*", "cross-origin"]);
  for (const url of [
    "/",
    "/embed.jsx",
    "/embed-session.js",
    "/token-worker.js",
    "/x/embed.js",
    "/api/session",
  ])
    expect(shared(url), url).toEqual([undefined, "same-origin"]);
});

describe("a request that Next would answer with a 500 or a page of its own gets a route", () => {
  test.each(["TRACE", "CONNECT", "PROPFIND", "get", "QUERY"])("%s", (method) => {
    const seen = arrive({ method, url: "/api/sessions" });
    expect(seen).toMatchObject({ method: "OPTIONS", url: "/api/refused-method" });
    expect(seen.headers["x-internal-allow"]).toBe("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  });

  test.each([
    ["/api/sessions/%ff", "/api/undecodable"],
    ["/api/sessions/%", "/api/undecodable"],
    ["/api/sessions/%00", "/api/undecodable"],
    ["/%c0%ae%c0%ae/", "/undecodable"],
    ["*", "/undecodable"],
    ["http://evil.example/dashboard", "/undecodable"],
    ["/404", "/not-found"],
    ["/500/?x=1", "/not-found"],
    ["/_error", "/not-found"],
    ["/%5Fnot-found", "/not-found"],
    ["/_global-error", "/not-found"],
    ["/x/../404", "/not-found"],
    ["/404#x", "/not-found"],
    ["/_next/data/build/dashboard.json", "/not-found"],
    ["/_next/data/%0A/x.json", "/not-found"],
    ["/_next/image?url=/icon.svg", "/not-found"],
  ])("%s", (url, instead) => expect(arrive({ url }).url).toBe(instead));

  test.each([
    "/",
    "/api/sessions/abc?status=ended",
    "/%E2%9C%93",
    "/a%20b",
    "/404x",
    "/x/404",
    "/?utm_campaign=50%off",
    "/dashboard?x=%ff",
    "/api/sessions?x=%00",
  ])("%s stays", (url) => {
    expect(arrive({ url, method: "POST" })).toMatchObject({ url, method: "POST" });
  });
});

describe("a request that Next's server of files would answer with a 500", () => {
  const files = globSync("public/**/*.*").map((file) => file.slice("public".length));
  const asked = ["/_next/static/chunks/a.js", "/x/../embed.js", "/embed%2Ejs", ...files];

  test.each(asked)("%s takes GET and HEAD alone", (url) => {
    for (const method of ["POST", "OPTIONS"]) {
      const seen = arrive({ method, url });
      const hint = "for a new kind of file in public: add its ending to STATIC_FILE in request-hook.ts";
      expect(seen, hint).toMatchObject({ method: "OPTIONS", url: "/api/refused-method" });
      expect(seen.headers["x-internal-allow"]).toBe("GET, HEAD");
    }
  });

  test.each(asked)("%s is sent whole, whatever part or version of it is asked for", (url) => {
    const headers = { range: "bytes=9-", "if-range": '"x"', "if-match": '"x"', "if-unmodified-since": "x" };
    const seen = arrive({ url, headers: { ...headers, "if-none-match": '"x"' } });
    expect(seen).toMatchObject({ method: "GET", url });
    const kept = Object.keys(seen.headers).filter((name) => /^(if-|range)/.test(name));
    expect(kept).toEqual(["if-none-match"]);
  });
});

test("a request for an upgrade is answered like any other, and its connection is not kept", async () => {
  const server = createServer((_, response) => response.end("answered"));
  server.on("upgrade", () => {}); // as Next does for a page that redirects
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const headers = { connection: "upgrade", upgrade: "websocket" };
  const [answer] = await once(
    request({ port, headers, signal: AbortSignal.timeout(2000) }).end(),
    "response",
  );
  expect(answer.statusCode).toBe(200);
  server.close();
  server.closeAllConnections();
});

describe("another name of ours", () => {
  const headers = { host: "www.example.com", accept: "text/html,*/*" };

  test("a page goes to the route that redirects, with its path and query", () => {
    const seen = arrive({ url: "//evil.example/x?y=1", headers: { ...headers } });
    expect(seen.url).toBe("/api/moved");
    expect(seen.headers["x-internal-moved"]).toBe("//evil.example/x?y=1");
  });

  test("a page that Next keeps for itself moves under its own name", () => {
    const seen = arrive({ url: "/404?y=1", headers: { ...headers } });
    expect([seen.url, seen.headers["x-internal-moved"]]).toEqual(["/api/moved", "/404?y=1"]);
  });

  test.each([
    ["a form", { method: "POST" }],
    ["the API", { url: "/api/session" }],
    ["what is no page", { headers: { ...headers, accept: "*/*" } }],
    ["our own name", { headers: { ...headers, host: "example.com" } }],
    ["a name that is not ours", { headers: { ...headers, host: "evil.example" } }],
  ])("%s stays", (_, request) => {
    const seen = arrive({ url: "/login", headers: { ...headers }, ...request });
    expect(seen.url).toBe(request && "url" in request ? request.url : "/login");
    expect(seen.headers["x-internal-moved"]).toBeUndefined();
  });
});

test("a request that a program on this machine sent directly is marked, one that a proxy passed on is not", () => {
  const socket = { remoteAddress: "::ffff:127.0.0.1" };
  const mark = (headers: Record<string, string>) =>
    arrive({ headers, socket }).headers["x-internal-loopback"];
  expect([mark({}), mark({ "x-forwarded-for": "203.0.113.9" })]).toEqual(["1", undefined]);
});
