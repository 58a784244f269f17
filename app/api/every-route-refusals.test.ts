/** Every endpoint that changes something refuses requests from other sites and malformed bodies. */
import { describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { ENDPOINTS, expectErrorShape, signInAdministrator, snapshot } from "./every-route.fixture";

/** What the endpoints take that a plain form or another server sends; every other one takes JSON alone. */
const FORMS: Record<string, string[]> = {
  "/api/auth/oidc/start": ["application/json", "application/x-www-form-urlencoded"],
  "/api/auth/oidc/backchannel-logout": ["application/x-www-form-urlencoded"],
  "/api/me/export": ["application/x-www-form-urlencoded"],
};

describe.each(ENDPOINTS.filter(({ method }) => method !== "GET"))(
  "$method $path",
  ({ path: url, route, method }) => {
    test("T2, T3, T5, T6: from another site 403, no cookie, nothing changes", async () => {
      const app = install();
      const { browser, grant } = await signInAdministrator(app);
      const before = snapshot(app);
      const foreign: Record<string, string | undefined>[] = [
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        { "sec-fetch-site": "none" },
        { origin: "null" },
        { origin: "https://evil.net" },
        { origin: "https://evil.net", "sec-fetch-site": "same-origin" },
        { origin: undefined, "sec-fetch-site": "cross-site" },
      ];
      for (const headers of foreign) {
        for (const sending of [{ json: {} }, {}, { body: "x=1" }]) {
          const response = await browser.send(route, method, url, {
            ...sending,
            id: grant.session.id,
            headers,
          });
          expect(response).toMatchObject({
            status: 403,
            json: { error: "cross_site_request" },
            setCookies: [],
          });
        }
      }
      expect(snapshot(app)).toBe(before);
    });

    test("a body that is not JSON, too large, of another shape or hostile: 4xx with an error body, and nothing changes", async () => {
      const app = install();
      const { browser, grant } = await signInAdministrator(app);
      const before = snapshot(app);
      const malformed: { body: string | Uint8Array<ArrayBuffer>; type?: string }[] = [
        { body: "{}", type: "text/plain" },
        { body: "a=1", type: "application/x-www-form-urlencoded" },
        { body: "{" },
        { body: "null" },
        { body: "[]" },
        { body: '"x"' },
        { body: '{"unknown":1}' },
        { body: '{"constructor":{"prototype":{"x":1}}}' },
        { body: new Uint8Array([123, 255, 125]) },
        { body: " ".repeat(16_385) },
      ];
      const taken = FORMS[url] ?? ["application/json"];
      for (const { body, type = "application/json" } of malformed) {
        let status = body.length > 16_384 ? 413 : taken.includes(type) ? 400 : 415;
        // demo:start
        // Without DEMO they do not exist, whatever is sent.
        if (url.startsWith("/api/demo/")) status = 404;
        // demo:end
        const response = await browser.send(route, method, url, {
          body,
          id: grant.session.id,
          headers: { "content-type": type },
        });
        expect(response.status).toBe(status);
        expectErrorShape(response);
      }
      expect(snapshot(app)).toBe(before);
    });
  },
);

test("T22: a password of a megabyte is refused before it is hashed", async () => {
  install();
  const login = await import("@/app/api/auth/login/route");
  const startedAt = performance.now();
  const json = { email: "ada@example.com", password: "x".repeat(1_000_000) };
  const response = await new TestBrowser().post(login, "/api/auth/login", json);
  expect(response).toMatchObject({ status: 413, json: { error: "payload_too_large" } });
  expect(performance.now() - startedAt).toBeLessThan(1000); // milliseconds, on a busy machine
});
