/** Every endpoint that opens or rotates a session: what it does about a proof of the browser's key. */
import { describe, expect, test } from "vitest";
import { type Installation, install, PASSWORD } from "@/lib/server/testing/installation";
import { addOrganization } from "@/lib/server/testing/organizations";
import { newTestKey } from "@/lib/server/testing/test-key";
import { addWorkspace } from "@/lib/server/testing/workspaces";
import { TestBrowser } from "@/lib/web/testing/browser";
import { boundBrowser, KeyBrowser, REQUIRED, STALE } from "./auth/device-binding.fixture";
import { ENDPOINTS } from "./every-route.fixture";

const NEW_PASSWORD = "another lamp in a harbour";

const SIGN_INS = [
  "/api/auth/attempts/[id]/code",
  "/api/auth/attempts/[id]/passkey",
  "/api/auth/attempts/[id]/password",
  "/api/auth/attempts/[id]/profile",
  "/api/auth/attempts/[id]/recovery-code",
  "/api/auth/attempts/[id]/totp",
  "/api/auth/attempts/[id]/totp-setup/confirm",
  "/api/auth/login",
  "/api/auth/oidc/start",
  "/api/auth/passkey",
  "/api/auth/signup",
  "/api/auth/ticket",
];

const CREDENTIAL = {
  id: "x",
  rawId: "x",
  type: "public-key",
  clientExtensionResults: {},
  response: { clientDataJSON: "x", authenticatorData: "x", signature: "x" },
};

/** The body of each sign-in that takes more than a code. */
const SIGN_IN_BODIES: Record<string, object> = {
  "/api/auth/login": { email: "ada@example.com", password: PASSWORD },
  "/api/auth/oidc/start": {},
  "/api/auth/signup": { email: "ada@example.com", password: PASSWORD, name: "Ada" },
  "/api/auth/ticket": { ticket: "x".repeat(43) },
  "/api/auth/attempts/[id]/password": { password: PASSWORD },
  "/api/auth/attempts/[id]/profile": { name: "Ada" },
  "/api/auth/passkey": { credential: CREDENTIAL, rememberMe: false },
  "/api/auth/attempts/[id]/passkey": { credential: CREDENTIAL },
};

const PROVIDER = {
  OIDC_ISSUER: "https://id.example.com",
  OIDC_CLIENT_ID: "latchkey",
  OIDC_CLIENT_SECRET: "a secret of the client",
  OIDC_NAME: "Example ID",
};

/** A sign-in by an identity provider that has tests of its own. */
const BY_PROVIDER = ["/api/auth/oidc/silent/complete"];

/** The body of each call that rotates, by a user who owns an organization and has two sessions. */
const ROTATIONS: Record<string, (things: Things) => object | undefined> = {
  "/api/auth/reauthenticate": () => ({ password: PASSWORD }),
  "/api/auth/refresh": () => undefined,
  "/api/me/password": () => ({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
  "/api/me/secure-account": ({ other }) => ({
    sessionId: other,
    currentPassword: PASSWORD,
    newPassword: NEW_PASSWORD,
  }),
  "/api/session/organization": ({ organization }) => ({ organizationId: organization }),
  "/api/session/switch": ({ id }) => ({ sessionId: id }),
  "/api/session/workspace": ({ workspace }) => ({ workspaceId: workspace }),
};

interface Things {
  id: string;
  other: string;
  organization: string;
  workspace: string;
}

async function boundOwner(app: Installation) {
  const { ada, browser, id } = await boundBrowser(app);
  const organization = await addOrganization(app, "harbour", [[ada, "owner"]]);
  const workspace = await addWorkspace(app, organization, "cranes");
  const { session } = await app.openSession(ada);
  await app.db.changeSession(id, () => ({
    outcome: null,
    changes: [{ kind: "update-session", id, set: { organizationId: organization.id } }],
    events: [],
  }));
  return {
    browser,
    things: { id, other: session.id, organization: organization.id, workspace: workspace.id },
  };
}

const routeOf = (path: string) => {
  const found = ENDPOINTS.find((one) => one.path === path && one.method === "POST");
  if (!found) throw new Error(`no endpoint ${path}`);
  return found.route;
};

test("these endpoints and no others give a nonce, with every answer", async () => {
  install();
  const giving: string[] = [];
  for (const { path, route, method } of ENDPOINTS.filter((one) => one.method !== "GET")) {
    const { headers } = await new TestBrowser().send(route, method, path, { id: "x", json: { odd: 1 } });
    if (headers.has("dpop-nonce")) giving.push(path);
    const foreign = { "sec-fetch-site": "cross-site" };
    const refused = await new TestBrowser().send(route, method, path, {
      id: "x",
      json: {},
      headers: foreign,
    });
    expect(refused.headers.has("dpop-nonce")).toBe(headers.has("dpop-nonce"));
  }
  expect(giving.sort()).toEqual([...SIGN_INS, ...BY_PROVIDER, ...Object.keys(ROTATIONS)].sort());
});

describe.each(Object.entries(ROTATIONS))("%s", (path, bodyOf) => {
  const route = routeOf(path);

  test("needs a proof by the key of the session; nothing rotates and nothing ends without", async () => {
    const app = install();
    const { browser, things } = await boundOwner(app);
    const cookies = browser.refreshCookies();
    const stranger = new KeyBrowser(app, await newTestKey());
    const before = await app.session(things.id);
    const refused: [object | undefined, object][] = [
      [undefined, REQUIRED],
      [{ DPoP: "x" }, REQUIRED],
      [await browser.proof("/api/auth/login"), REQUIRED],
      [await browser.proof(path, { nonce: undefined }), STALE],
      ...(path === "/api/auth/reauthenticate"
        ? []
        : [[await stranger.proof(path), REQUIRED] as [object, object]]),
    ];
    for (const [headers, answer] of refused) {
      const given = headers ? { headers: headers as Record<string, string> } : {};
      expect(await browser.post(route, path, bodyOf(things), given)).toMatchObject(answer);
    }
    expect(browser.refreshCookies()).toEqual(cookies);
    expect(await app.session(things.id)).toMatchObject({
      generation: before.generation,
      minGeneration: 0,
      endedAt: null,
    });
    expect((await app.session(things.other)).endedAt).toBeNull();
    expect(await browser.postProven(route, path, bodyOf(things))).toMatchObject({ status: 200 });
    expect(browser.refreshCookies()).not.toEqual(cookies);
    expect((await browser.renew()).status).toBe(200);
  });
});

describe.each(SIGN_INS)("%s", (path) => {
  const route = routeOf(path);
  const body = SIGN_IN_BODIES[path] ?? { code: "123456" };

  test("refuses a bad proof before it looks at anything else", async () => {
    const app = install();
    const browser = new KeyBrowser(app, await newTestKey());
    const send = async (headers: Record<string, string>) =>
      browser.post(route, path, body, { id: "x", headers });
    expect(await send({ DPoP: "x" })).toMatchObject(REQUIRED);
    expect(await send(await browser.proof("/api/me"))).toMatchObject(REQUIRED);
    expect(await send(await browser.proof(path, { nonce: "old" }))).toMatchObject(STALE);
    const { json } = await send(await browser.proof(path));
    expect(["use_dpop_nonce", "device_proof_required"]).not.toContain(json.error);
  });

  test("with DEVICE_BINDING=required refuses a browser without a key, and no other", async () => {
    const app = install({ DEVICE_BINDING: "required" });
    await app.addUser("Ada");
    const refused = await new TestBrowser().post(route, path, body, { id: "x" });
    expect(refused).toMatchObject({
      status: 403,
      json: { error: "device_key_unavailable", message: expect.stringContaining("can't keep a key") },
      setCookies: [],
    });
    const browser = new KeyBrowser(app, await newTestKey());
    const { json } = await browser.postProven(route, path, body, { id: "x" });
    expect(json.error).not.toBe("device_key_unavailable");
  });
});

test("an answer of the provider that goes on silently needs a key too, where one is required", async () => {
  const app = install({ DEVICE_BINDING: "required", ...PROVIDER });
  const [path] = BY_PROVIDER as [string];
  const answer = { state: "s" };
  const refused = await new TestBrowser().post(routeOf(path), path, answer);
  expect(refused).toMatchObject({ status: 403, json: { error: "device_key_unavailable" } });
  const browser = new KeyBrowser(app, await newTestKey());
  expect((await browser.postProven(routeOf(path), path, answer)).json.error).toBe("not_authenticated");
});

test("where a key is required, a plain form of the provider's button ends on the login page, which says why", async () => {
  install({ DEVICE_BINDING: "required", ...PROVIDER });
  const path = "/api/auth/oidc/start";
  const send = (accept: string) =>
    new TestBrowser().post(routeOf(path), path, undefined, {
      body: new URLSearchParams({ returnTo: "/profile" }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", accept },
    });
  const page = await send("text/html,*/*");
  expect(page.status).toBe(303);
  expect(page.headers.get("location")).toBe("http://localhost:3000/login?error=device_key_unavailable");
  expect(page.headers.has("dpop-nonce")).toBe(true);
  expect((await send("application/json")).status).toBe(403);
});
