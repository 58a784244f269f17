import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import type { ProviderConfig } from "@/lib/server/config";
import { MIDDLEWARE_HEADER } from "@/lib/web/request/internal-headers";
import { preparePageRequest } from "./page-request";

const CONFIG = {
  origin: "https://example.com",
  demo: false, // demo:line
  development: false,
  cookiePrefix: "latchkey_",
  cookieDomain: null,
  trustedOrigins: [] as string[],
  identityProvider: null as ProviderConfig | null,
};

function prepare(
  url: string,
  { method = "GET", headers = {} as Record<string, string>, config = CONFIG } = {},
) {
  const request = { url, method, headers: { ...headers } };
  const answered = new Map<string, string>([["X-Frame-Options", "DENY"]]);
  const response = {
    setHeader: (name: string, value: string) => answered.set(name, value),
    removeHeader: (name: string) => answered.delete(name),
  };
  preparePageRequest(request as unknown as IncomingMessage, response as unknown as ServerResponse, config);
  return { headers: request.headers as Record<string, string>, answered };
}

const PAGES = [
  "/",
  "/login?reason=expired",
  "/dashboard",
  "/profile/security",
  "/apix",
  "/nowhere",
  "/API/x",
];
const OTHERS = [
  "/api",
  "/api/session?x=/",
  "/_next/static/chunks/a.js",
  "/_next/image?url=a",
  "/icon.svg",
  "/.well-known/jwks.json",
];

test("T43: every page has a nonce of its own, passed to Next in the request, regardless of the client's headers", () => {
  const evil = { "content-security-policy": "script-src 'nonce-evil'", "x-internal-nonce": "evil" };
  const policies = PAGES.map((path) => {
    const { headers, answered } = prepare(path, { headers: evil });
    const policy = answered.get("Content-Security-Policy") ?? "";
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(nonce, path).toHaveLength(24);
    expect(headers["content-security-policy"]).toBe(policy);
    expect(headers["x-internal-nonce"]).toBe(nonce);
    expect(answered.get("Cache-Control")).toBe("private, no-store");
    return policy;
  });
  expect(new Set(policies).size).toBe(PAGES.length);
});

test.each(OTHERS)("%s is no page", (path) => {
  expect(prepare(path)).toEqual({ headers: {}, answered: new Map([["X-Frame-Options", "DENY"]]) });
});

test("the middleware's matcher takes the same paths, and only with the hook's own header", () => {
  const text = readFileSync("middleware.ts", "utf8");
  const [, literal = ""] = /source: (".+")/.exec(text) ?? [];
  const source: string = JSON.parse(literal);
  const matches = (url: string) => new RegExp(`^${source}$`).test(url.split("?", 1)[0] ?? "");
  expect(PAGES.filter(matches)).toEqual(PAGES);
  expect(OTHERS.filter(matches)).toEqual([]);
  expect(text).toContain(`has: [{ type: "header", key: "${MIDDLEWARE_HEADER}" }]`);
});

describe("framing", () => {
  const trusting = { ...CONFIG, trustedOrigins: ["https://sister.example", "http://127.0.0.1:4000"] };
  const framing = (path: string, config = trusting) => {
    const { answered } = prepare(path, { config });
    const [, ancestors] = /frame-ancestors ([^;]+)/.exec(answered.get("Content-Security-Policy") ?? "") ?? [];
    return [ancestors, answered.get("X-Frame-Options")];
  };

  test("the page for frames may be framed by the trusted origins, and by no other", () => {
    const expected = ["https://sister.example http://127.0.0.1:4000", undefined];
    expect(framing("/embed/session")).toEqual(expected);
    expect(framing("/embed/session?origin=https://evil.example")).toEqual(expected);
  });

  test.each([...PAGES, "/embed", "/embed/session/", "/embed/sessionx", "/Embed/session", "/x/embed/session"])(
    "%s may not be framed",
    (path) => expect(framing(path)).toEqual(["'none'", "DENY"]),
  );

  test("without trusted origins no page may be framed", () =>
    expect(framing("/embed/session", CONFIG)).toEqual(["'none'", "DENY"]));
});

describe("the middleware has to look", () => {
  const SIGNED_IN = "__Host-latchkey_browser=a; __Host-latchkey_refresh.b.0=c";
  const asks = (url: string, cookie: string, method = "GET") =>
    prepare(url, { method, headers: cookie ? { cookie } : {} }).headers["x-internal-middleware"] === "1";

  test.each(["", "theme=dark", "__Host-latchkey_browser=a", "__Host-latchkey_refresh.b.0=c"])(
    "at a guarded page with the cookies '%s'",
    (cookie) => expect(asks("/dashboard?x=1", cookie)).toBe(true),
  );

  test("after a sign-out that could not reach the server", () =>
    expect(asks("/profile", `${SIGNED_IN}; __Host-latchkey_left.b=1`)).toBe(true));

  test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("at a %s", (method) =>
    expect(asks("/login", SIGNED_IN, method)).toBe(true),
  );

  test("not at an open page, nor where there is a refresh token", () => {
    expect(asks("/login", "")).toBe(false);
    expect(asks("/dashboard", SIGNED_IN)).toBe(false);
    expect(asks("/dashboard", SIGNED_IN, "HEAD")).toBe(false);
  });
});

test("an identity provider's answer is framed by ourselves alone, and no other page is framed", () => {
  const identityProvider = { issuer: "https://id.example.com", clientId: "i", clientSecret: "s", name: "ID" };
  const framing = (path: string) => {
    const { answered } = prepare(path, { config: { ...CONFIG, identityProvider } });
    const policy = answered.get("Content-Security-Policy") ?? "";
    return [/frame-ancestors ([^;]*)/.exec(policy)?.[1], answered.get("X-Frame-Options")];
  };
  expect(framing("/embed/silent?code=c")).toEqual(["'self'", undefined]);
  expect(framing("/dashboard")).toEqual(["'none'", "DENY"]);
});

test("a page says its language: the chosen one before those of the browser", () => {
  const languageOf = (headers: Record<string, string>, method = "GET") =>
    prepare("/login", { method, headers }).answered.get("Content-Language");
  expect(languageOf({})).toBe("en");
  expect(languageOf({ "accept-language": "de-DE,de;q=0.9,en;q=0.8" })).toBe("de");
  expect(languageOf({ "accept-language": "de", cookie: "latchkey_theme=dark; latchkey_language=en" })).toBe(
    "en",
  );
  expect(languageOf({ cookie: "latchkey_language=de" }, "POST")).toBeUndefined();
});
