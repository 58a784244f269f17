/** `POST /api/session/organization` and `POST /api/session/workspace`, as a browser sees them. */
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { addOrganization } from "@/lib/server/testing/organizations";
import { addWorkspace, deleteMembership } from "@/lib/server/testing/workspaces";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as jwks from "../../.well-known/jwks.json/route";
import { current, renew, signInAll, switchAccount } from "./accounts.fixture";
import * as organizationRoute from "./organization/route";
import * as tokenRoute from "./token/route";
import * as workspaceRoute from "./workspace/route";

type Sending = { headers?: Record<string, string | undefined> };

const chooseOrganization = (browser: TestBrowser, organizationId: unknown, sending: Sending = {}) =>
  browser.post(organizationRoute, "/api/session/organization", { organizationId }, sending);
const chooseWorkspace = (browser: TestBrowser, workspaceId: unknown, sending: Sending = {}) =>
  browser.post(workspaceRoute, "/api/session/workspace", { workspaceId }, sending);

/** Ada owns Harbour with the workspace Cranes, and Grace is a member; both are signed in on one browser, Ada active. */
async function harbour() {
  const app = install();
  const [ada, grace] = [await app.addUser("Ada"), await app.addUser("Grace")];
  const organization = await addOrganization(app, "harbour", [
    [ada, "owner"],
    [grace, "member"],
  ]);
  const cranes = await addWorkspace(app, organization, "cranes");
  const { browser, ids } = await signInAll(app, ["Grace", "Ada"]);
  return { app, browser, ids, ada, grace, organization, cranes };
}

test("answers like a refresh, with what is active; GET /api/session tells the same", async () => {
  const { app, browser, ids, organization, cranes } = await harbour();
  expect(await current(browser)).toMatchObject({ organization: null, workspace: null });
  const answer = await chooseOrganization(browser, organization.id);
  const active = {
    organization: {
      organization: {
        id: organization.id,
        name: "harbour",
        slug: "harbour",
        branding: { primaryColor: null },
        createdAt: new Date(organization.createdAt).toISOString(),
      },
      role: "owner",
    },
    workspace: null,
  };
  expect(answer).toMatchObject({ status: 200, headers: expect.anything() });
  expect(answer.json).toEqual({
    accessToken: expect.any(String),
    tokenType: "Bearer",
    expiresIn: 900,
    serverTime: new Date(app.now).toISOString(),
    session: expect.objectContaining({ id: ids[1], current: true }),
    ...active,
  });
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(answer.setCookies.join()).toContain(`latchkey_refresh.${ids[1]}.1=`);
  expect(await current(browser)).toMatchObject(active);

  const there = await chooseWorkspace(browser, cranes.id);
  const workspace = {
    workspace: { id: cranes.id, organizationId: organization.id, name: "cranes", slug: "cranes" },
    role: "admin",
  };
  expect(there.json.workspace).toEqual(workspace);
  expect(await current(browser)).toMatchObject({ ...active, workspace });
  expect((await chooseOrganization(browser, null)).json).toMatchObject({
    organization: null,
    workspace: null,
  });
});

test("needs the cookie and the access token of one session, and a body of the right shape", async () => {
  const { app, browser, ids, ada, organization } = await harbour();
  const other = new TestBrowser();
  await other.signInWith(await app.openSession(ada));
  for (const choose of [chooseOrganization, chooseWorkspace]) {
    for (const name of ["cookie", "authorization"]) {
      const answer = await choose(browser, null, { headers: { [name]: undefined } });
      expect(answer).toMatchObject({ status: 401, json: { error: "not_authenticated" }, setCookies: [] });
    }
    const mixed = await choose(browser, null, { headers: { authorization: `Bearer ${other.accessToken}` } });
    expect(mixed).toMatchObject({ status: 409, json: { error: "session_mismatch" }, setCookies: [] });
    for (const id of [undefined, "", 7, {}, ["x"], "x".repeat(65)])
      expect((await choose(browser, id)).json.error).toBe("invalid_request");
    expect(await choose(browser, "unknown")).toMatchObject({ status: 404, setCookies: [] });
  }
  expect(await app.session(ids[1])).toMatchObject({ generation: 0, organizationId: null });
  expect((await chooseOrganization(browser, organization.id)).status).toBe(200);
});

test("each account of a browser keeps its own organization", async () => {
  const { browser, ids, organization } = await harbour();
  await chooseOrganization(browser, organization.id);
  await switchAccount(browser, ids[0]);
  expect(await current(browser)).toMatchObject({ user: { name: "Grace" }, organization: null });
  expect(decodeJwt(browser.accessToken ?? "")).not.toHaveProperty("org_id");
  await switchAccount(browser, ids[1]);
  expect(await current(browser)).toMatchObject({ organization: { role: "owner" } });
  expect(decodeJwt(browser.accessToken ?? "")).toMatchObject({ org_id: organization.id, org_role: "owner" });
});

test("a token for another service names the organization as the memberships are now", async () => {
  const { app, browser, ids, grace, organization } = await harbour();
  await switchAccount(browser, ids[0]);
  await chooseOrganization(browser, organization.id);
  const report = async () => {
    const answer = await browser.post(tokenRoute, "/api/session/token", { template: "reports" });
    const keys = createLocalJWKSet((await new TestBrowser().get(jwks, "/.well-known/jwks.json")).json);
    const expected = { audience: "urn:latchkey:reports", issuer: app.config.origin, typ: "JWT" };
    return (await jwtVerify(answer.json.token, keys, { ...expected, currentDate: new Date(app.now) }))
      .payload;
  };
  expect(await report()).toMatchObject({ org_id: organization.id, org_role: "member" });
  await deleteMembership(app, grace);
  expect(await report()).toMatchObject({ org_id: null, org_role: null });
  expect(await current(browser)).toMatchObject({ organization: null, workspace: null });
  expect(decodeJwt((await renew(browser)).json.accessToken)).not.toHaveProperty("org_id");
});
