/**
 * What holds for every route there is. The list of them is read from the folder, so that a new one is asked too.
 */
import { globSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLog } from "@/lib/server/log";
import { overrideSingleton } from "@/lib/server/singleton";
import { type Installation, install, PASSWORD } from "@/lib/server/testing/installation";
import { type Route, TestBrowser, type TestResponse } from "@/lib/web/testing/browser";

overrideSingleton("log", createLog({ write: () => undefined })); // the routes are asked what they take before any test begins

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const FOLDERS = globSync("app/{api,.well-known}/**/route.ts")
  .map((file) => path.dirname(file))
  .sort();

const ROUTES: { path: string; route: Route; verbs: string[] }[] = await Promise.all(
  FOLDERS.map(async (folder) => {
    const file = path.resolve(folder, "route.ts");
    const route = (await import(/* @vite-ignore */ file)) as Route;
    const url = folder.slice("app".length);
    return { path: url, route, verbs: await verbsOf(route, url) };
  }),
);

async function verbsOf(route: Route, url: string): Promise<string[]> {
  const { NextRequest } = await import("next/server");
  const request = new NextRequest(new URL(url, "http://localhost:3000"), { method: "OPTIONS" });
  const answer = await route.OPTIONS?.(request, { params: Promise.resolve(undefined) });
  return (answer?.headers.get("allow") ?? "")
    .split(", ")
    .filter((verb) => !["", "HEAD", "OPTIONS"].includes(verb));
}

const MUTATIONS = ROUTES.flatMap(({ verbs, ...route }) =>
  verbs.filter((verb) => verb !== "GET").map((verb) => ({ ...route, verb })),
);

/** A browser an administrator is signed in on: whatever is refused to it is refused for what was sent. */
async function administrator(house: Installation) {
  const browser = new TestBrowser();
  const grant = await house.openSession(await house.addUser("Grace", { roles: ["admin"] }));
  await browser.enter(grant);
  return { browser, grant };
}

/** Everything that is stored, but for what a failed attempt leaves behind. */
function digest(house: Installation): string {
  const sqlite = new Sqlite(path.join(house.root, "data", "latchkey.db"), { readonly: true });
  const tables = ["users", "sessions", "refresh_tokens", "signing_keys", "audit_events"];
  const rows = tables.map((table) => sqlite.prepare(`select * from ${table}`).all());
  sqlite.close();
  return JSON.stringify(rows);
}

/** Every way into the API. A new route needs a line here, so that no endpoint goes public unnoticed. */
const ENDPOINTS = [
  "/.well-known/jwks.json GET",
  "/api/[[...rest]]",
  "/api/admin/users GET",
  "/api/admin/users/[id]/disable POST",
  "/api/admin/users/[id]/enable POST",
  "/api/admin/users/[id]/sessions GET",
  "/api/admin/users/[id]/sessions/revoke-all POST",
  "/api/auth/login POST",
  "/api/auth/logout POST",
  "/api/auth/reauthenticate POST",
  "/api/auth/refresh POST",
  "/api/auth/signup POST",
  "/api/health GET",
  "/api/me GET PATCH",
  "/api/me/draft-key POST",
  "/api/me/note GET PUT",
  "/api/me/password POST",
  "/api/session GET",
  "/api/session/activity POST",
  "/api/session/events GET",
  "/api/sessions GET",
  "/api/sessions/[id] PATCH DELETE",
  "/api/sessions/[id]/timeline GET",
  "/api/sessions/revoke-all POST",
];

test("6.3.4: these are all endpoints, and there is no other", () => {
  const found = ROUTES.map(({ path, verbs }) => `${path} ${verbs.join(" ")}`.trim());
  const place = "app/api/every-route.test.ts, the list ENDPOINTS";
  expect([
    ...found.filter((line) => !ENDPOINTS.includes(line)).map((line) => `${place}: add "${line}",`),
    ...ENDPOINTS.filter((line) => !found.includes(line)).map((line) => `${place}: remove "${line}",`),
  ]).toEqual([]);
});

/** Has no end to wait for, and its own test. */
const isStream = (path: string) => path === "/api/session/events";

describe.each(ROUTES.filter(({ path, verbs }) => verbs.length > 0 && !isStream(path)))(
  "$path",
  ({ path: url, route, verbs }) => {
    test("owns every method: 405 with Allow for what it has not", async () => {
      const { browser } = await administrator(install());
      for (const method of METHODS) {
        const answer = await browser.send(route, method, url, { id: "x" });
        const known =
          verbs.includes(method) || method === "OPTIONS" || (method === "HEAD" && verbs.includes("GET"));
        if (known) expect(answer.status).not.toBe(405);
        else expect(answer.status).toBe(405);
        if (!known) expect(answer.headers.get("allow")).toContain(verbs[0]);
        if (method === "HEAD") expect(answer.text).toBe("");
      }
    });

    test("3.5.3: GET, HEAD and OPTIONS change nothing, whatever they carry", async () => {
      const house = install();
      const { browser, grant } = await administrator(house);
      await browser.get(route, url, { id: grant.user.id }); // keys are made on first use
      const before = digest(house);
      for (const method of ["GET", "HEAD", "OPTIONS"]) {
        for (const id of [grant.user.id, grant.session.id]) {
          const answer = await browser.send(route, method, `${url}?_method=DELETE`, {
            id,
            headers: { "x-http-method-override": "POST", "x-method-override": "DELETE" },
          });
          expect(answer.setCookies).toEqual([]);
        }
      }
      expect(digest(house)).toBe(before);
    });

    test("14.3.2: responses are not cached", async () => {
      const { browser } = await administrator(install());
      for (const verb of verbs) {
        for (const who of [browser, new TestBrowser()]) {
          const { headers } = await who.send(route, verb, url, { id: "x" });
          const isPublic = url.endsWith("jwks.json");
          expect(headers.get("cache-control")).toBe(isPublic ? "public, max-age=300" : "private, no-store");
        }
      }
    });
  },
);

describe.each(MUTATIONS)("$verb $path", ({ path: url, route, verb }) => {
  test("T2, T3, T5, T6: from another site 403, no cookie, nothing changes", async () => {
    const house = install();
    const { browser, grant } = await administrator(house);
    const before = digest(house);
    const foreign: Record<string, string | null>[] = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { origin: "null" },
      { origin: "https://evil.net" },
      { origin: "https://evil.net", "sec-fetch-site": "same-origin" },
      { origin: null, "sec-fetch-site": "cross-site" },
    ];
    for (const headers of foreign) {
      for (const sending of [{ json: {} }, {}, { body: "x=1" }]) {
        const answer = await browser.send(route, verb, url, { ...sending, id: grant.session.id, headers });
        expect(answer).toMatchObject({ status: 403, json: { error: "cross_site_request" }, setCookies: [] });
      }
    }
    expect(digest(house)).toBe(before);
  });

  test("what is not JSON, too large, not ours in shape or hostile: 4xx in the shape of errors, nothing changes", async () => {
    const house = install();
    const { browser, grant } = await administrator(house);
    const before = digest(house);
    const bad: { body: string | Uint8Array<ArrayBuffer>; type?: string; status: number }[] = [
      { body: "{}", type: "text/plain", status: 415 },
      { body: "a=1", type: "application/x-www-form-urlencoded", status: 415 },
      { body: "{", status: 400 },
      { body: "null", status: 400 },
      { body: "[]", status: 400 },
      { body: '"x"', status: 400 },
      { body: '{"unknown":1}', status: 400 },
      { body: '{"constructor":{"prototype":{"x":1}}}', status: 400 },
      { body: new Uint8Array([123, 255, 125]), status: 400 },
      { body: " ".repeat(16_385), status: 413 },
    ];
    for (const { body, type = "application/json", status } of bad) {
      const answer = await browser.send(route, verb, url, {
        body,
        id: grant.session.id,
        headers: { "content-type": type },
      });
      expect(answer.status).toBe(status);
      expectErrorShape(answer);
    }
    expect(digest(house)).toBe(before);
  });
});

/** Bodies that pass validation, for the endpoints that need one to get as far as the cookies. */
const VALID_BODIES: Record<string, object> = {
  "/api/auth/reauthenticate": { password: PASSWORD },
  "/api/me/password": { currentPassword: PASSWORD, newPassword: "another lamp in the harbour" },
};

describe.each(ROUTES.filter(({ verbs }) => verbs.length > 0))(
  "$path, after a sign-out that could not reach the server",
  ({ path: url, route, verbs }) => {
    test.each(verbs)("%s by cookie neither reopens nor shows the session the user left", async (verb) => {
      const house = install();
      const { browser, grant } = await administrator(house);
      const { accessToken } = browser;
      browser.jar.set(`latchkey_left.${grant.session.id}`, "1");
      for (const bearer of [null, accessToken]) {
        if (verb === "GET" && bearer) continue; // an access token still shows what its holder may see
        browser.accessToken = bearer;
        const json = verb === "GET" ? undefined : (VALID_BODIES[url] ?? {});
        const answer = await browser.send(route, verb, url, { id: grant.session.id, json });
        const given = answer.setCookies.filter((line) => !line.includes("Max-Age=0"));
        expect(given.join()).not.toContain("latchkey_refresh.");
        expect(answer.text).not.toContain("accessToken");
        expect(answer.text).not.toContain(grant.user.email);
        if (isStream(url)) expect(answer.status).toBe(401);
      }
      const { generation, endedAt } = await house.session(grant.session.id);
      expect(generation).toBe(0);
      if (verb === "GET") expect(endedAt).toBeNull();
    });
  },
);

test("T22: a password of a megabyte is refused before anybody hashes it", async () => {
  install();
  const login = await import("@/app/api/auth/login/route");
  const startedAt = performance.now();
  const json = { email: "ada@example.com", password: "x".repeat(1_000_000) };
  const answer = await new TestBrowser().post(login, "/api/auth/login", json);
  expect(answer).toMatchObject({ status: 413, json: { error: "payload_too_large" } });
  expect(performance.now() - startedAt).toBeLessThan(1000); // milliseconds, on a busy machine
});

test("T38: whatever stands in cookies, bearer, path, query and body: never an error of ours", async () => {
  const house = install({ RATE_LIMIT: "off" });
  const { browser, grant } = await administrator(house);
  const header = fc.string({
    unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
  });
  const cookieName = fc.constantFrom(...browser.jar.keys(), "latchkey_refresh.x.0", "x");
  const cookie = fc.tuple(cookieName, fc.oneof(header, fc.constantFrom(...browser.jar.values())));
  const attack = fc.record({
    target: fc.constantFrom(
      ...ROUTES.filter(({ path }) => !isStream(path)).flatMap(({ verbs, ...route }) =>
        verbs.map((verb) => ({ ...route, verb })),
      ),
    ),
    cookies: fc.array(cookie, { maxLength: 6 }).map((pairs) => pairs.map(([k, v]) => `${k}=${v}`).join("; ")),
    bearer: fc.oneof(
      fc.constant(browser.accessToken ?? ""),
      header,
      fc.constantFrom("a.b.c", "..", "e30.e30.e30"),
    ),
    id: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "' or 1=1 --", grant.user.id)),
    query: fc.dictionary(fc.constantFrom("status", "page", "pageSize", "query", "__proto__"), fc.string()),
    body: fc.oneof(
      fc.json(),
      fc.string({ unit: "binary" }),
      fc
        .dictionary(
          fc.constantFrom(
            "email",
            "name",
            "label",
            "scope",
            "rememberMe",
            "idleForSeconds",
            "expectedUserId",
            "__proto__",
          ),
          fc.jsonValue(),
        )
        .map((value) => JSON.stringify(value)),
    ),
  });
  await fc.assert(
    fc.asyncProperty(attack, async ({ target, cookies, bearer, id, query, body }) => {
      const who = new TestBrowser();
      const answer = await who.send(
        target.route,
        target.verb,
        `${target.path}?${new URLSearchParams(query)}`,
        {
          id,
          ...(target.verb === "GET" ? {} : { body }),
          headers: { cookie: cookies, authorization: `Bearer ${bearer}` },
        },
      );
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) expectErrorShape(answer);
    }),
    { numRuns: 250 },
  );
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

function expectErrorShape({ json, headers, setCookies }: TestResponse): void {
  expect(json).toMatchObject({ error: expect.stringMatching(/^[a-z_]+$/), message: expect.any(String) });
  expect(Object.keys(json).filter((key) => !["error", "message", "details"].includes(key))).toEqual([]);
  expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(setCookies).toEqual([]);
}
