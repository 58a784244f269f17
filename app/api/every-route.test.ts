/** Every route: the list of all routes and their methods; reading changes nothing, and no response is cached. */
import { describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { linesToChange } from "@/lib/session/testing/lines-to-change";
import { TestBrowser } from "@/lib/web/testing/browser";
import { isStream, ROUTES, signInAdministrator, snapshot } from "./every-route.fixture";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Every endpoint of the API. A new route needs a line here, so that no endpoint goes public unnoticed. */
const EXPECTED_ENDPOINTS = [
  "/.well-known/change-password GET",
  "/.well-known/jwks.json GET",
  "/api/[[...rest]]",
  "/api/admin/users GET",
  "/api/admin/users/[id]/disable POST",
  "/api/admin/users/[id]/enable POST",
  "/api/admin/users/[id]/roles PUT",
  "/api/admin/users/[id]/impersonate POST",
  "/api/auth/impersonation/stop POST",
  "/api/admin/users/[id]/sessions GET",
  "/api/admin/users/[id]/sessions/[sessionId] DELETE",
  "/api/admin/users/[id]/sessions/revoke-all POST",
  "/api/auth/attempts POST",
  "/api/auth/attempts/[id] GET DELETE",
  "/api/auth/attempts/[id]/code POST",
  "/api/auth/attempts/[id]/email-code POST",
  "/api/auth/attempts/[id]/password POST",
  "/api/auth/attempts/[id]/profile POST",
  "/api/auth/attempts/[id]/resend POST",
  "/api/auth/attempts/[id]/passkey POST",
  "/api/auth/attempts/[id]/passkey/options POST",
  "/api/auth/attempts/[id]/recovery-code POST",
  "/api/auth/attempts/[id]/totp POST",
  "/api/auth/attempts/[id]/totp-setup POST",
  "/api/auth/attempts/[id]/totp-setup/confirm POST",
  "/api/auth/passkey POST",
  "/api/auth/passkey/options POST",
  "/api/auth/oidc/backchannel-logout POST",
  "/api/auth/oidc/callback GET",
  "/api/auth/oidc/silent POST",
  "/api/auth/oidc/silent/complete POST",
  "/api/auth/oidc/start POST",
  "/api/auth/dbsc/refresh POST",
  "/api/auth/dbsc/register POST",
  "/api/auth/device-links POST",
  "/api/auth/device-links/[id] GET DELETE",
  "/api/auth/device-links/[id]/approve POST",
  "/api/auth/device-links/lookup POST",
  "/api/auth/device-links/request POST",
  "/api/auth/login POST",
  "/api/auth/logout POST",
  "/api/auth/not-me POST",
  "/api/auth/password-reset POST",
  "/api/auth/password-reset/confirm POST",
  "/api/auth/reauthenticate POST",
  "/api/auth/reauthenticate/options GET POST",
  "/api/auth/refresh POST",
  "/api/auth/signup POST",
  "/api/auth/ticket POST",
  // demo:start
  "/api/demo/lab/[id] POST",
  "/api/demo/outbox GET",
  "/api/demo/sandbox POST",
  "/api/demo/sandbox/[device]/[...path] GET POST PATCH DELETE",
  "/api/demo/script GET",
  "/api/demo/under-the-hood GET",
  // demo:end
  "/api/health GET",
  "/api/openapi.json GET",
  "/api/invitations/accept POST",
  "/api/me GET PATCH DELETE",
  "/api/me/activity GET",
  "/api/me/authenticators GET",
  "/api/me/authenticators/[id] PATCH DELETE",
  "/api/me/authenticators/passkey POST",
  "/api/me/authenticators/passkey/options POST",
  "/api/me/authenticators/totp POST",
  "/api/me/authenticators/totp/[id]/confirm POST",
  "/api/me/draft-key POST",
  "/api/me/email POST",
  "/api/me/email/confirm POST",
  "/api/me/export GET POST",
  "/api/me/keep POST",
  "/api/me/note GET PUT",
  "/api/me/password POST",
  "/api/me/secure-account POST",
  "/api/me/recovery-codes POST",
  "/api/metrics GET",
  "/api/organizations GET POST",
  "/api/organizations/[id] GET PATCH DELETE",
  "/api/organizations/[id]/api-keys GET POST",
  "/api/organizations/[id]/api-keys/[keyId] DELETE",
  "/api/organizations/[id]/invitations GET POST",
  "/api/organizations/[id]/invitations/[invitationId] DELETE",
  "/api/organizations/[id]/members GET",
  "/api/organizations/[id]/members/[userId] PATCH DELETE",
  "/api/organizations/[id]/workspaces GET POST",
  "/api/organizations/[id]/workspaces/[workspaceId] DELETE",
  "/api/organizations/[id]/workspaces/[workspaceId]/members GET",
  "/api/organizations/[id]/workspaces/[workspaceId]/members/[userId] PUT DELETE",
  "/api/session GET",
  "/api/session/activity POST",
  "/api/session/events GET",
  "/api/session/organization POST",
  "/api/session/status GET",
  "/api/session/switch POST",
  "/api/session/token POST",
  "/api/session/workspace POST",
  "/api/sessions GET",
  "/api/sessions/[id] PATCH DELETE",
  "/api/sessions/[id]/timeline GET",
  "/api/sessions/revoke-all POST",
];

test("6.3.4: the API has these endpoints and no others", () => {
  const found = ROUTES.map(({ path, methods }) => `${path} ${methods.join(" ")}`.trim());
  const place = "app/api/every-route.test.ts, the list EXPECTED_ENDPOINTS";
  expect(linesToChange(place, found, EXPECTED_ENDPOINTS)).toEqual([]);
});

describe.each(ROUTES.filter(({ path, methods }) => methods.length > 0 && !isStream(path)))(
  "$path",
  ({ path: url, route, methods }) => {
    test("answers 405 with Allow to every method it does not have", async () => {
      const { browser } = await signInAdministrator(install());
      for (const method of METHODS) {
        const response = await browser.send(route, method, url, { id: "x" });
        const known =
          methods.includes(method) || method === "OPTIONS" || (method === "HEAD" && methods.includes("GET"));
        if (known) expect(response.status).not.toBe(405);
        else expect(response.status).toBe(405);
        if (!known) expect(response.headers.get("allow")).toContain(methods[0]);
        if (method === "HEAD") expect(response.text).toBe("");
      }
    });

    test("3.5.3: GET, HEAD and OPTIONS change nothing, whatever they contain", async () => {
      const app = install();
      const { browser, grant } = await signInAdministrator(app);
      await browser.get(route, url, { id: grant.user.id }); // the first use creates signing keys
      const before = snapshot(app);
      // app/api/me/export.test.ts says what a GET of the user's data leaves.
      const reads = url === "/api/me/export" ? ["HEAD", "OPTIONS"] : ["GET", "HEAD", "OPTIONS"];
      for (const method of reads) {
        for (const id of [grant.user.id, grant.session.id]) {
          const response = await browser.send(route, method, `${url}?_method=DELETE`, {
            id,
            headers: { "x-http-method-override": "POST", "x-method-override": "DELETE" },
          });
          expect(response.setCookies).toEqual([]);
        }
      }
      expect(snapshot(app)).toBe(before);
    });

    test("14.3.2: responses are not cached", async () => {
      const { browser } = await signInAdministrator(install());
      for (const method of methods) {
        for (const caller of [browser, new TestBrowser()]) {
          const { headers } = await caller.send(route, method, url, { id: "x" });
          const isPublic = url.endsWith(".json");
          expect(headers.get("cache-control")).toBe(isPublic ? "public, max-age=300" : "private, no-store");
        }
      }
    });
  },
);
