/** Every route, while an administrator acts as a user: it may look, and change nothing of the user's. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Installation, install } from "@/lib/server/testing/installation";
import { authenticated, publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { TestBrowser } from "@/lib/web/testing/browser";
import { ENDPOINTS, expectErrorShape, isStream, snapshot } from "./every-route.fixture";
import { actAsAda } from "./impersonation.fixture";
import * as organizations from "./organizations/route";

/**
 * The endpoints that change something and are allowed: the session itself, and signing in as yet another user, which no
 * session has a part in. A new endpoint is refused until its definition and this list say otherwise.
 */
const ALLOWED = [
  "POST /api/auth/attempts",
  "DELETE /api/auth/attempts/[id]",
  "POST /api/auth/attempts/[id]/code",
  "POST /api/auth/attempts/[id]/email-code",
  "POST /api/auth/attempts/[id]/passkey",
  "POST /api/auth/attempts/[id]/passkey/options",
  "POST /api/auth/attempts/[id]/password",
  "POST /api/auth/attempts/[id]/profile",
  "POST /api/auth/attempts/[id]/recovery-code",
  "POST /api/auth/attempts/[id]/resend",
  "POST /api/auth/attempts/[id]/totp",
  "POST /api/auth/attempts/[id]/totp-setup",
  "POST /api/auth/attempts/[id]/totp-setup/confirm",
  "POST /api/auth/dbsc/refresh",
  "POST /api/auth/dbsc/register",
  "POST /api/auth/device-links/lookup",
  "POST /api/auth/device-links/request",
  "POST /api/auth/impersonation/stop",
  "POST /api/auth/login",
  "POST /api/auth/logout",
  "POST /api/auth/oidc/backchannel-logout",
  "POST /api/auth/oidc/start",
  "POST /api/auth/passkey",
  "POST /api/auth/passkey/options",
  "POST /api/auth/refresh",
  "POST /api/auth/signup",
  "POST /api/auth/ticket",
  // demo:start
  "POST /api/demo/sandbox",
  "POST /api/demo/sandbox/[device]/[...path]",
  "PATCH /api/demo/sandbox/[device]/[...path]",
  "DELETE /api/demo/sandbox/[device]/[...path]",
  // demo:end
  "POST /api/session/activity",
  "POST /api/session/organization",
  "POST /api/session/switch",
  "POST /api/session/token",
  "POST /api/session/workspace",
];

const REFUSED = { status: 403, json: { error: "forbidden_while_impersonating" } };

let app: Installation;
let scene: Awaited<ReturnType<typeof actAsAda>>;
let organizationId: string;
beforeEach(async () => {
  app = install();
  scene = await actAsAda(app);
  // Her own: as its owner she may do everything there.
  const theirs = new TestBrowser();
  await theirs.signInWith(await app.openSession(scene.ada));
  organizationId = (await theirs.post(organizations, "/api/organizations", { name: "Analysts" })).json
    .organization.id;
});

const changes = ENDPOINTS.filter(({ method }) => method !== "GET");

test.each(changes)("$method $path", async ({ path, route, method }) => {
  const { browser, ada, acting } = scene;
  const before = snapshot(app);
  for (const id of path.startsWith("/api/organizations/") ? [organizationId] : [ada.id, acting.id]) {
    const response = await browser.send(route, method, path, { id, sessionId: acting.id, json: {} });
    if (ALLOWED.includes(`${method} ${path}`)) {
      expect(response.json?.error).not.toBe("forbidden_while_impersonating");
      return;
    }
    expect(response).toMatchObject(REFUSED);
    expectErrorShape(response);
  }
  expect(snapshot(app)).toBe(before);
});

test.each(ENDPOINTS.filter(({ method, path }) => method === "GET" && !isStream(path)))(
  "GET $path is open, except the administration and the file with all of the user's data",
  async ({ path, route }) => {
    const { browser, ada } = scene;
    const response = await browser.get(route, path, { id: ada.id });
    if (path.startsWith("/api/admin/") || path === "/api/me/export") expect(response).toMatchObject(REFUSED);
    else expect(response.json?.error).not.toBe("forbidden_while_impersonating");
  },
);

describe("a new endpoint", () => {
  const done = async () => jsonResponse({ done: true });
  const call = (endpoint: Parameters<typeof route>[0]["POST"] & object, browser: TestBrowser) =>
    browser.post(route({ POST: endpoint, GET: endpoint }), "/api/new", { anything: 1 });

  test("is refused until it says otherwise, whatever it takes", async () => {
    const body = z.object({});
    for (const endpoint of [
      authenticated({ handle: done }),
      authenticated({ body, ignoresIdempotencyKey: true, handle: done }),
      publicEndpoint({ handle: done }),
      publicEndpoint({ body, handle: done }),
    ])
      expect(await call(endpoint, scene.browser)).toMatchObject(REFUSED);
    for (const endpoint of [
      authenticated({ allowedWhileImpersonating: true, handle: done }),
      publicEndpoint({ allowedWhileImpersonating: true, handle: done }),
    ])
      expect((await call(endpoint, scene.browser)).json).toEqual({ done: true });
  });

  test("for a role is refused for reading too, and whatever it says", async () => {
    const endpoint = authenticated({ role: "user", allowedWhileImpersonating: true, handle: done });
    expect(await scene.browser.get(route({ GET: endpoint }), "/api/new")).toMatchObject(REFUSED);
    expect(await call(endpoint, scene.browser)).toMatchObject(REFUSED);
  });

  test("is open to the administrator's own access token from the same browser, and to the user's own sign-in", async () => {
    const { browser, ada, ownToken } = scene;
    browser.accessToken = ownToken;
    expect((await call(authenticated({ handle: done }), browser)).status).toBe(200);
    await browser.signInWith(await app.openSession(ada, { browserId: "elsewhere" }));
    for (const endpoint of [authenticated({ handle: done }), publicEndpoint({ handle: done })])
      expect((await call(endpoint, browser)).status).toBe(200);
  });
});
