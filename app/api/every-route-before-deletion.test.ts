/** Every route, for a user whose account is to be deleted: it may look, sign out and keep the account, and nothing else. */
import { beforeEach, expect, test } from "vitest";
import { DAY, type Installation, install } from "@/lib/server/testing/installation";
import { addOrganization, write } from "@/lib/server/testing/organizations";
import { TestBrowser } from "@/lib/web/testing/browser";
import { ENDPOINTS, expectErrorShape, isStream, snapshot } from "./every-route.fixture";

/** What changes something and is allowed. Endpoints that take no bearer are not asked: no user stands behind them. */
const ALLOWED = [
  // By the cookie alone.
  "POST /api/auth/oidc/silent",
  "POST /api/auth/refresh",
  // By the bearer.
  "POST /api/auth/reauthenticate",
  "POST /api/auth/reauthenticate/options",
  "POST /api/me/keep",
  "POST /api/session/activity",
  "DELETE /api/sessions/[id]",
  "POST /api/sessions/revoke-all",
];

let app: Installation;
let browser: TestBrowser;
let ids: string[];
beforeEach(async () => {
  app = install();
  const ada = await app.addUser("Ada", { roles: ["admin"] });
  const organization = await addOrganization(app, "engines", [[ada, "owner"]]);
  const deletionAt = app.now + DAY;
  await write(app, [{ kind: "update-user", id: ada.id, set: { deletionAt } }]);
  browser = new TestBrowser();
  await browser.signInWith(await app.openSession({ ...ada, deletionAt }));
  ids = [organization.id, ada.id];
});

const changes = ENDPOINTS.filter(({ method }) => method !== "GET");
const takesBearer = async ({ route, method, path }: (typeof changes)[number]) => {
  const { json } = await new TestBrowser().send(route, method, path, { id: "x", json: {} });
  return json?.error === "not_authenticated";
};

test.each(changes)("$method $path", async (endpoint) => {
  const { path, route, method } = endpoint;
  const isAsked = (await takesBearer(endpoint)) && !ALLOWED.includes(`${method} ${path}`);
  const before = snapshot(app);
  for (const id of path.startsWith("/api/organizations/") ? ids.slice(0, 1) : ids) {
    const response = await browser.send(route, method, path, {
      id,
      json: {},
      headers: { cookie: undefined },
    });
    if (isAsked) {
      const refused = { error: "deletion_scheduled", details: { deletionAt: "2030-01-02T00:00:00.000Z" } };
      expect(response).toMatchObject({ status: 403, json: refused });
      expectErrorShape(response);
      expect(snapshot(app)).toBe(before);
    } else {
      expect(response.json?.error).not.toBe("deletion_scheduled");
    }
  }
});

test.each(ENDPOINTS.filter(({ method, path }) => method === "GET" && !isStream(path)))(
  "GET $path is open",
  async ({ path, route }) => {
    const response = await browser.get(route, path, { id: ids[1] ?? "" });
    expect(response.json?.error).not.toBe("deletion_scheduled");
  },
);
