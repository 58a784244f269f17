import { readdirSync } from "node:fs";
import { signUpOverHttp } from "@/e2e/support/accounts";
import { HttpBrowser, type HttpResponse, sendRaw } from "@/e2e/support/http-browser";
import { expect, sharedServer, test } from "@/e2e/support/http-test";

const APP_URL = "https://latchkey.example";
test.use({ settings: { env: { APP_URL, RATE_LIMIT: "on" } } });

const publicPages = ["/", "/login", "/signup", "/nowhere", "/login/nowhere"];
const privatePages = [
  "/dashboard",
  "/profile",
  "/profile/security",
  "/profile/activity",
  "/dashboard/nowhere",
];
const chunk = `/_next/static/chunks/${readdirSync(".next/static/chunks").find((name) => name.endsWith(".js"))}`;
const others = [
  chunk,
  "/_next/static/nothing.js",
  "/icon.svg",
  "/api/health",
  "/api/nothing",
  "/.well-known/jwks.json",
];

const nonceIn = ({ headers }: HttpResponse) =>
  /'nonce-([^']+)'/.exec(headers["content-security-policy"] as string)?.[1];

test("every page has a strict policy with a nonce of its own, which its scripts carry", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  const nonces = new Set<string>();
  const visits = [...publicPages, ...privatePages, ...publicPages];
  for (const path of visits) {
    const page = await browser.visit(path);
    expect(page.status, path).toBe(path.endsWith("nowhere") ? 404 : 200);
    const policy = String(page.headers["content-security-policy"]);
    const nonce = nonceIn(page) ?? "";
    expect(Buffer.from(nonce, "base64").length, path).toBeGreaterThanOrEqual(16);
    nonces.add(nonce);
    const directives = new Map(
      policy.split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1)]),
    );
    expect(directives.get("script-src"), path).toEqual(["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"]);
    expect(policy).not.toMatch(/unsafe-|\*|https?:|blob:/);
    for (const none of ["object-src", "base-uri", "frame-ancestors"]) {
      expect(directives.get(none), `${path} ${none}`).toEqual(["'none'"]);
    }
    expect(directives.get("form-action")).toEqual(["'self'"]);
    for (const [tag] of page.text.matchAll(/<(?:script|style)\b[^>]*>/g)) {
      expect(tag, path).toContain(`nonce="${nonce}"`);
    }
    expect(page.text, path).not.toMatch(/<[a-z][^>]* (?:style|on\w+)="/);
    expect(page.headers["cache-control"], path).toBe("private, no-store");
  }
  expect(nonces.size).toBe(visits.length);
});

test("the redirect to the sign-in page has the same security headers", async ({ server }) => {
  for (const path of ["/dashboard", "/profile", "/admin"]) {
    const answer = await new HttpBrowser(server).visit(path);
    expect(answer.status).toBe(307);
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    expectHardened(answer, path);
  }
});

test("a client cannot choose the nonce of a page", async ({ server }) => {
  const evil = "ZXZpbGV2aWxldmlsZXZpbA==";
  const page = await new HttpBrowser(server).visit("/login", {
    headers: {
      "Content-Security-Policy": `script-src 'nonce-${evil}'`,
      "Content-Security-Policy-Report-Only": `script-src 'nonce-${evil}'`,
      "x-internal-nonce": evil,
      "x-nonce": evil,
    },
  });
  expect(page.text).not.toContain(evil);
  expect(nonceIn(page)).not.toBe(evil);
});

test("every kind of response has the security headers and does not reveal the server's software", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  for (const path of [...publicPages, ...privatePages, ...others]) {
    for (const method of ["GET", "HEAD"])
      expectHardened(await browser.send(method, path), `${method} ${path}`);
  }
  expectHardened(await browser.post("/api/auth/login", undefined, { body: "{" }), "malformed body");
  expectHardened(await browser.send("DELETE", "/api/health"), "method not allowed");
  expectHardened(await browser.get("/api/sessions/%ff"), "undecodable");
  expectHardened(await browser.get("//evil.example"), "two slashes");
  expectHardened(await browser.get("/login/"), "trailing slash");
});

test("the response to malformed HTTP does not reveal the server's software either", async ({ server }) => {
  for (const bytes of ["NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"]) {
    expect(await sendRaw(server.port, bytes)).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n(Connection: close\r\n)?\r\n$/,
    );
  }
});

test("on https every cookie is bound to this host and to https", async ({ server }) => {
  const { browser, account } = await signUpOverHttp(server);
  const { email, password } = account;
  const answers = [
    await browser.post("/api/auth/login", { email, password, rememberMe: true }),
    await browser.post("/api/auth/refresh"),
    await browser.post("/api/me/password", {
      currentPassword: password,
      newPassword: "seven quiet lanterns",
    }),
    await browser.post("/api/auth/logout"),
  ];
  for (const { setCookies } of answers) {
    expect(setCookies.length).toBeGreaterThan(0);
    for (const cookie of setCookies) {
      expect(cookie).toMatch(/^__Host-latchkey_(browser|epoch|refresh\.[\w-]+\.\d+)=/);
      const attributes = cookie.split("; ").slice(1);
      expect(attributes).toEqual(expect.arrayContaining(["Path=/", "Secure", "SameSite=Lax"]));
      expect(attributes.includes("HttpOnly")).toBe(!cookie.startsWith("__Host-latchkey_epoch="));
      expect(cookie).not.toMatch(/domain=/i);
      expect(cookie.split(";")[0]?.length).toBeLessThanOrEqual(4096);
    }
  }
});

test("on https a cookie without the prefix, as a sibling sub-domain could set it, is ignored", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  const planted = browser.jar
    .list()
    .map(({ name, value }) => `${name.replace("__Host-", "")}=${value}`)
    .join("; ");
  const answer = await browser.get("/api/session", { headers: { Cookie: planted } });
  expect(answer.json.authenticated).toBe(false);
});

test("on http there is no HSTS, which would make a local address unreachable", async () => {
  const answer = await new HttpBrowser(sharedServer()).visit("/login");
  expect(answer.headers["strict-transport-security"]).toBeUndefined();
});

function expectHardened({ headers }: HttpResponse, what: string): void {
  expect(headers["x-content-type-options"], what).toBe("nosniff");
  expect(headers["content-security-policy"], what).toContain("frame-ancestors 'none'");
  expect(headers["x-frame-options"], what).toBe("DENY");
  expect(headers["cross-origin-opener-policy"], what).toBe("same-origin");
  expect(headers["cross-origin-resource-policy"], what).toBe("same-origin");
  expect(headers["referrer-policy"], what).toMatch(
    /^(no-referrer|same-origin|strict-origin-when-cross-origin)$/,
  );
  expect(headers["permissions-policy"], what).toContain("camera=()");
  const [, age] = /^max-age=(\d+); includeSubDomains/.exec(headers["strict-transport-security"] ?? "") ?? [];
  expect(Number(age), what).toBeGreaterThanOrEqual(31_536_000);
  for (const name of ["x-powered-by", "server", "access-control-allow-origin", "x-internal-nonce"]) {
    expect(headers[name], `${what} ${name}`).toBeUndefined();
  }
}
