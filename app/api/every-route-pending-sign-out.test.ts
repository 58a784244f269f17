/** Every route, after the user signed out in a browser that could not reach the server. */
import { describe, expect, test } from "vitest";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { isStream, ROUTES, signInAdministrator } from "./every-route.fixture";

/** Bodies that pass validation, for the endpoints that need one to get as far as the cookies. */
const VALID_BODIES: Record<string, object> = {
  "/api/auth/reauthenticate": { password: PASSWORD },
  "/api/session/organization": { organizationId: null },
  "/api/session/workspace": { workspaceId: null },
  "/api/me/password": { currentPassword: PASSWORD, newPassword: "another lamp in the harbour" },
};

describe.each(ROUTES.filter(({ methods }) => methods.length > 0))(
  "$path, after a sign-out that could not reach the server",
  ({ path: url, route, methods }) => {
    test.each(methods)(
      "%s with the cookie neither continues nor shows the session that was signed out",
      async (method) => {
        const app = install();
        const { browser, grant } = await signInAdministrator(app);
        const { accessToken } = browser;
        browser.jar.set(`latchkey_left.${grant.session.id}`, "1");
        for (const bearer of [null, accessToken]) {
          if (method === "GET" && bearer) continue; // an access token still reads its holder's data
          browser.accessToken = bearer;
          const json = method === "GET" ? undefined : (VALID_BODIES[url] ?? {});
          const response = await browser.send(route, method, url, { id: grant.session.id, json });
          const setCookies = response.setCookies.filter((line) => !line.includes("Max-Age=0"));
          expect(setCookies.join()).not.toContain("latchkey_refresh.");
          expect(response.text).not.toContain('"accessToken":"');
          expect(response.text).not.toContain(grant.user.email);
          if (isStream(url)) expect(response.status).toBe(401);
        }
        const { generation, endedAt } = await app.session(grant.session.id);
        expect(generation).toBe(0);
        if (method === "GET") expect(endedAt).toBeNull();
      },
    );
  },
);
