/** Every endpoint, with random input in every place an attacker can fill. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { ENDPOINTS, expectErrorShape, isStream, signInAdministrator } from "./every-route.fixture";

test("T38: random cookies, bearers, paths, queries and bodies never lead to a server error", async () => {
  const app = install({ RATE_LIMIT: "off" });
  const { browser, grant } = await signInAdministrator(app);
  const header = fc.string({
    unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
  });
  const kept = browser.jar.list();
  const cookieName = fc.constantFrom(...kept.map(({ name }) => name), "latchkey_refresh.x.0", "x");
  const cookie = fc.tuple(cookieName, fc.oneof(header, fc.constantFrom(...kept.map(({ value }) => value))));
  const attack = fc.record({
    target: fc.constantFrom(...ENDPOINTS.filter(({ path }) => !isStream(path))),
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
      const attacker = new TestBrowser();
      const response = await attacker.send(
        target.route,
        target.method,
        `${target.path}?${new URLSearchParams(query)}`,
        {
          id,
          ...(target.method === "GET" ? {} : { body }),
          headers: { cookie: cookies, authorization: `Bearer ${bearer}` },
        },
      );
      expect(response.status).toBeLessThan(500);
      if (response.status >= 400) expectErrorShape(response);
    }),
    { numRuns: 250 },
  );
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
