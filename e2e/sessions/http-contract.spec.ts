import { createLocalJWKSet, jwtVerify } from "jose";
import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { auditEventNames, storedUserData } from "@/e2e/support/database";
import {
  ENDED_SESSION,
  expectJson,
  expectPrivate,
  expectRefusal,
  keysOf,
  REFRESHED,
  SESSION,
  SIGNED_IN,
  USER,
} from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ADMIN_USER = [...USER, "disabledAt"].sort();
const CHROME =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

/** Every path of the contract with the methods it has. */
const endpoints: [path: string, ...methods: string[]][] = [
  ["/api/auth/signup", "POST"],
  ["/api/auth/login", "POST"],
  ["/api/auth/refresh", "POST"],
  ["/api/auth/logout", "POST"],
  ["/api/session", "GET"],
  ["/api/session/events", "GET"],
  ["/api/auth/reauthenticate", "POST"],
  ["/api/session/activity", "POST"],
  ["/api/sessions", "GET"],
  ["/api/sessions/some-id", "PATCH", "DELETE"],
  ["/api/sessions/some-id/timeline", "GET"],
  ["/api/sessions/revoke-all", "POST"],
  ["/api/me", "GET", "PATCH"],
  ["/api/me/password", "POST"],
  ["/api/me/note", "GET", "PUT"],
  ["/api/me/draft-key", "POST"],
  ["/api/admin/users", "GET"],
  ["/api/admin/users/some-id/disable", "POST"],
  ["/api/admin/users/some-id/enable", "POST"],
  ["/api/admin/users/some-id/sessions", "GET"],
  ["/api/admin/users/some-id/sessions/revoke-all", "POST"],
  ["/api/health", "GET"],
  ["/.well-known/jwks.json", "GET"],
];
/** The ones that take a bearer. */
const guarded = endpoints.filter(([path]) => /reauthenticate|activity|\/sessions|\/me|\/admin/.test(path));

test("signing up answers a signed-in session, once per address", async ({ server }) => {
  const browser = new HttpBrowser(server);
  const person = {
    email: `${crypto.randomUUID()}@example.com`,
    password: "eleven blue kettles",
    name: "Robin",
  };
  const answer = await browser.post("/api/auth/signup", person);
  expectJson(answer, 201, SIGNED_IN);
  const { status, tokenType, expiresIn, serverTime, user, session } = answer.json;
  expect({ status, tokenType, expiresIn }).toEqual({
    status: "complete",
    tokenType: "Bearer",
    expiresIn: 900,
  });
  expect(serverTime).toMatch(ISO);
  expect(keysOf(user)).toEqual(USER);
  expect(user).toMatchObject({ email: person.email, name: "Robin", roles: ["user"] });
  expect(keysOf(session)).toEqual(SESSION);
  expect(session).toMatchObject({ current: true, rememberMe: false, authMethods: ["pwd"], label: null });

  expectRefusal(await new HttpBrowser(server).post("/api/auth/signup", person), 409, "email_taken");
  const otherSpelling = { ...person, email: person.email.toUpperCase() };
  expectRefusal(await new HttpBrowser(server).post("/api/auth/signup", otherSpelling), 409, "email_taken");
});

test("signing in answers a session of this device", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  const browser = new HttpBrowser(server, { userAgent: CHROME });
  const { email, password } = account;
  const answer = await browser.post("/api/auth/login", { email, password, rememberMe: true });
  expectJson(answer, 200, SIGNED_IN);
  const { session } = answer.json;
  expect(keysOf(session)).toEqual(SESSION);
  expect(session).toMatchObject({ browser: "Chrome", browserVersion: "156", os: "Linux", device: "desktop" });
  expect(session).toMatchObject({ current: true, rememberMe: true, userAgent: CHROME, location: null });
  expect(["127.0.0.1", "::1"]).toContain(session.ipAddress);
  for (const time of ["createdAt", "lastActiveAt", "idleExpiresAt", "absoluteExpiresAt", "expiresAt"]) {
    expect(session[time]).toMatch(ISO);
  }
  const lasts = (end: string) => (Date.parse(session[end]) - Date.parse(session.createdAt)) / 1000;
  expect([lasts("idleExpiresAt"), lasts("absoluteExpiresAt")]).toEqual([1209600, 7776000]);
  expect(session.expiresAt).toBe(session.idleExpiresAt);
});

test("an unknown user and a wrong password are the same answer", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  const wrong = "not the password at all";
  const tries = [account.email, `${crypto.randomUUID()}@example.com`, "not an address"].map(async (email) => {
    const answer = await new HttpBrowser(server).post("/api/auth/login", { email, password: wrong });
    expectRefusal(answer, 401, "invalid_credentials");
    const { date: _, "x-request-id": __, ...headers } = answer.headers;
    return { text: answer.text, headers };
  });
  const [first, ...others] = await Promise.all(tries);
  for (const other of others) expect(other).toEqual(first);
});

test("a disabled account says so to whoever knows the password, and to nobody else", async ({ server }) => {
  const { account, userId } = await signUpOverHttp(server);
  const admin = await signInOverHttp(server, administrator);
  await admin.post(`/api/admin/users/${userId}/disable`);
  const { email, password } = account;
  expectRefusal(
    await new HttpBrowser(server).post("/api/auth/login", { email, password }),
    403,
    "account_disabled",
  );
  const guess = { email, password: "some other password" };
  expectRefusal(await new HttpBrowser(server).post("/api/auth/login", guess), 401, "invalid_credentials");
});

test("a refresh answers a new token and the rotated cookie", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const before = browser.jar.find("latchkey_refresh");
  const answer = await browser.post("/api/auth/refresh");
  expectJson(answer, 200, REFRESHED);
  expect(keysOf(answer.json.session)).toEqual(SESSION);
  const after = browser.jar.find("latchkey_refresh");
  expect(after?.name).not.toBe(before?.name);
  expect(after?.value).not.toBe(before?.value);
  expect(browser.jar.list().filter(({ name }) => name.startsWith("latchkey_refresh"))).toHaveLength(1);
  expect(answer.text).not.toContain(after?.value);

  expectJson(await browser.post("/api/auth/refresh", { expectedUserId: userId }), 200, REFRESHED);
  const stored = storedUserData(server, userId);
  const mistaken = await browser.post("/api/auth/refresh", { expectedUserId: "somebody-else" });
  expectRefusal(mistaken, 409, "session_mismatch");
  expect(storedUserData(server, userId)).toEqual(stored);
});

test("a refresh without a cookie is refused", async ({ server }) => {
  expectRefusal(await new HttpBrowser(server).post("/api/auth/refresh"), 401, "not_authenticated");
});

test("logging out ends the session, and is no error when there is none", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const before = browser.steal();
  for (const _ of ["signed in", "signed out"]) {
    const answer = await browser.post("/api/auth/logout");
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expectPrivate(answer);
  }
  expect(browser.jar.find("latchkey_refresh")).toBeUndefined();
  expect((await new HttpBrowser(server).post("/api/auth/logout")).status).toBe(204);
  expectRefusal(await before.get("/api/me"), 401, "session_revoked");
  expectRefusal(await before.post("/api/auth/refresh"), 401, "session_revoked", "signed_out");
});

test("the session of this browser, signed in or not, is told and not touched", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const stored = storedUserData(server, userId);
  const signedIn = await browser.get("/api/session", { bearer: null });
  expectJson(signedIn, 200, ["authenticated", "serverTime", "session", "user"]);
  expect(signedIn.json.authenticated).toBe(true);
  expect([keysOf(signedIn.json.user), keysOf(signedIn.json.session)]).toEqual([USER, SESSION]);
  expect(signedIn.setCookies).toEqual([]);
  expect(storedUserData(server, userId)).toEqual(stored);

  const stranger = await new HttpBrowser(server).get("/api/session");
  expectJson(stranger, 200, ["authenticated", "serverTime"]);
  expect(stranger.json.authenticated).toBe(false);

  const before = browser.steal();
  await browser.post("/api/auth/logout");
  const ended = await before.get("/api/session");
  expectJson(ended, 200, ["authenticated", "reason", "serverTime"]);
  expect(ended.json).toMatchObject({ authenticated: false, reason: "signed_out" });
});

test("an activity report answers the limits and cannot lie them away", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const answer = await browser.post("/api/session/activity", { idleForSeconds: 0 });
  expectJson(answer, 200, ["absoluteExpiresAt", "idleExpiresAt", "serverTime"]);
  const { idleExpiresAt, serverTime } = answer.json;
  expect(Date.parse(idleExpiresAt)).toBeLessThanOrEqual(Date.parse(serverTime) + 1_800_000);
  const older = await browser.post("/api/session/activity", { idleForSeconds: 1000 });
  expect(older.json.idleExpiresAt).toBe(idleExpiresAt);
  for (const idleForSeconds of [-1, 0.5, "0", null, 1e300]) {
    expectRefusal(await browser.post("/api/session/activity", { idleForSeconds }), 400, "invalid_request");
  }
});

test("the devices of an account: current first, then by last activity, and the ended ones", async ({
  server,
}) => {
  const { account, browser } = await signUpOverHttp(server);
  const second = await signInOverHttp(server, account);
  const third = await signInOverHttp(server, account);
  await second.post("/api/session/activity", { idleForSeconds: 0 });
  const answer = await browser.get("/api/sessions");
  expectJson(answer, 200, ["sessions"]);
  const { sessions } = answer.json;
  for (const session of sessions) expect(keysOf(session)).toEqual(SESSION);
  expect(sessions.map(({ current }: { current: boolean }) => current)).toEqual([true, false, false]);
  const times = sessions.slice(1).map(({ lastActiveAt }: { lastActiveAt: string }) => lastActiveAt);
  expect(times).toEqual([...times].sort().reverse());

  await third.post("/api/auth/logout");
  const history = await browser.get("/api/sessions?status=ended");
  expectJson(history, 200, ["sessions"]);
  expect(history.json.sessions).toHaveLength(1);
  const [ended] = history.json.sessions;
  expect(keysOf(ended)).toEqual(ENDED_SESSION);
  expect(ended).toMatchObject({ endedReason: "signed_out", endedBy: "you", current: false });
  expect(ended.endedFrom).toEqual(expect.any(String));
  expect(ended.endedAt).toMatch(ISO);
  expectRefusal(await browser.get("/api/sessions?status=sideways"), 400, "invalid_request");
});

test("a device has a name of 1 to 60 characters, or none", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const [{ id }] = (await browser.get("/api/sessions")).json.sessions;
  for (const label of ["a", "🔑".repeat(60), null]) {
    const answer = await browser.patch(`/api/sessions/${id}`, { label });
    expectJson(answer, 200, SESSION);
    expect(answer.json).toMatchObject({ id, label, current: true });
  }
  for (const body of [{ label: "" }, { label: "🔑".repeat(61) }, { label: 7 }, {}, { label: "a", id: "b" }]) {
    const refused = await browser.patch(`/api/sessions/${id}`, body);
    expectRefusal(refused, 400, "invalid_request");
    expect(refused.json.details.issues.length).toBeGreaterThan(0);
  }
  expectRefusal(await browser.patch("/api/sessions/unknown", { label: "a" }), 404, "not_found");
});

test("ending the current device is a logout", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const [{ id }] = (await browser.get("/api/sessions")).json.sessions;
  expectRefusal(await browser.delete("/api/sessions/unknown"), 404, "not_found");
  const answer = await browser.delete(`/api/sessions/${id}`);
  expect([answer.status, answer.text]).toEqual([204, ""]);
  expectPrivate(answer);
  expect(browser.jar.find("latchkey_refresh")).toBeUndefined();
  expectRefusal(await browser.get("/api/me"), 401, "session_revoked");
});

test("ending the others keeps this device, ending all does not", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  await signInOverHttp(server, account);
  await signInOverHttp(server, account);
  const others = await browser.post("/api/sessions/revoke-all");
  expectJson(others, 200, ["revoked"]);
  expect(others.json.revoked).toBe(2);
  expect((await browser.get("/api/me")).status).toBe(200);
  await signInOverHttp(server, account);
  const all = await browser.post("/api/sessions/revoke-all", { scope: "all" });
  expectJson(all, 200, ["revoked"]);
  expect(all.json.revoked).toBe(2);
  expectRefusal(await browser.get("/api/me"), 401, "session_revoked");
  expectRefusal(await browser.post("/api/sessions/revoke-all", { scope: "most" }), 401, "session_revoked");
});

test("one's own profile can be read and renamed, and nothing else of it written", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  expectJson(await browser.get("/api/me"), 200, USER);
  const renamed = await browser.patch("/api/me", { name: "Another Name" });
  expectJson(renamed, 200, USER);
  expect(renamed.json).toMatchObject({ id: userId, name: "Another Name" });
  for (const extra of [{ roles: ["admin"] }, { id: "x" }, { email: "x@example.com" }, { createdAt: "now" }]) {
    expectRefusal(await browser.patch("/api/me", { name: "Robin", ...extra }), 400, "invalid_request");
  }
  expect((await browser.get("/api/me")).json).toMatchObject({ name: "Another Name", roles: ["user"] });
});

test("a password change answers like a refresh and needs the old one and the cookie", async ({ server }) => {
  const { account, browser, userId } = await signUpOverHttp(server);
  const change = { currentPassword: account.password, newPassword: "seven quiet lanterns" };
  const guess = { ...change, currentPassword: "not the password at all" };
  expectRefusal(await browser.post("/api/me/password", guess), 401, "invalid_credentials");
  const short = { ...change, newPassword: "fourteen chars" };
  expectRefusal(await browser.post("/api/me/password", short), 400, "invalid_request");
  const bearerAlone = { headers: { Cookie: undefined } };
  expectRefusal(await browser.post("/api/me/password", change, bearerAlone), 401, "not_authenticated");
  expectRefusal(await browser.post("/api/me/password", change, { bearer: null }), 401, "not_authenticated");

  const answer = await browser.post("/api/me/password", change);
  expectJson(answer, 200, REFRESHED);
  expect(keysOf(answer.json.session)).toEqual(SESSION);
  expect(auditEventNames(server, userId)).toContain("password_changed");
  await signInOverHttp(server, { ...account, password: change.newPassword });
  const old = { email: account.email, password: account.password };
  expectRefusal(await new HttpBrowser(server).post("/api/auth/login", old), 401, "invalid_credentials");
});

test("a password change takes cookie and bearer of the same session", async ({ server }) => {
  const one = await signUpOverHttp(server);
  const other = await signUpOverHttp(server);
  const body = { currentPassword: one.account.password, newPassword: "seven quiet lanterns" };
  const mixed = await one.browser.post("/api/me/password", body, { bearer: other.browser.accessToken });
  expect(mixed.status).toBeGreaterThanOrEqual(400);
  expect(mixed.status).toBeLessThan(500);
  await signInOverHttp(server, one.account);
});

test("an administrator sees users and their devices, disables and ends", async ({ server }) => {
  const { account, browser, userId } = await signUpOverHttp(server);
  const admin = await signInOverHttp(server, administrator);
  const page = await admin.get(`/api/admin/users?query=${account.email}&page=1&pageSize=5`);
  expectJson(page, 200, ["page", "pageSize", "total", "users"]);
  expect(page.json).toMatchObject({ total: 1, page: 1, pageSize: 5 });
  expect(keysOf(page.json.users[0])).toEqual(ADMIN_USER);
  expectJson(await admin.get("/api/admin/users"), 200, ["page", "pageSize", "total", "users"]);
  for (const query of ["page=0", "page=x", "pageSize=0", "pageSize=100000", "page=1e3"]) {
    expectRefusal(await admin.get(`/api/admin/users?${query}`), 400, "invalid_request");
  }

  const devices = await admin.get(`/api/admin/users/${userId}/sessions`);
  expectJson(devices, 200, ["sessions"]);
  expect(keysOf(devices.json.sessions[0])).toEqual(SESSION);
  expect(devices.json.sessions[0].current).toBe(false);

  const ended = await admin.post(`/api/admin/users/${userId}/sessions/revoke-all`);
  expectJson(ended, 200, ["revoked"]);
  expect(ended.json.revoked).toBe(1);
  expectRefusal(await browser.post("/api/auth/refresh"), 401, "session_revoked", "admin");
  const history = await admin.get(`/api/admin/users/${userId}/sessions?status=ended`);
  expect(keysOf(history.json.sessions[0])).toEqual(ENDED_SESSION);
  // Which administrator, and on what: no business of anybody who looks at the device.
  const endedBy = "administrator";
  expect(history.json.sessions[0]).toMatchObject({ endedReason: "admin", endedBy, endedFrom: null });

  const disabled = await admin.post(`/api/admin/users/${userId}/disable`);
  expectJson(disabled, 200, ADMIN_USER);
  expect(disabled.json.disabledAt).toMatch(ISO);
  const enabled = await admin.post(`/api/admin/users/${userId}/enable`);
  expectJson(enabled, 200, ADMIN_USER);
  expect(enabled.json.disabledAt).toBeNull();
  for (const [method, path] of [
    ["POST", "disable"],
    ["POST", "enable"],
    ["GET", "sessions"],
    ["POST", "sessions/revoke-all"],
  ] as const) {
    expectRefusal(await admin.send(method, `/api/admin/users/unknown/${path}`), 404, "not_found");
  }
});

test("health is ok", async ({ server }) => {
  const answer = await new HttpBrowser(server).get("/api/health");
  expectJson(answer, 200, ["status"]);
  expect(answer.json.status).toBe("ok");
});

test("an access token is verified by anyone from the public keys alone", async ({ server }) => {
  const keys = await new HttpBrowser(server).get("/.well-known/jwks.json");
  expect(keys.status).toBe(200);
  expect(keys.headers["cache-control"]).toMatch(/^public, max-age=[1-9]\d*$/);
  for (const key of keys.json.keys)
    expect(keysOf(key)).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);

  const { browser, userId } = await signUpOverHttp(server);
  const { payload, protectedHeader } = await jwtVerify(
    browser.accessToken ?? "",
    createLocalJWKSet(keys.json),
    {
      issuer: server.origin,
      algorithms: ["ES256"],
    },
  );
  expect(protectedHeader).toEqual({ alg: "ES256", typ: "at+jwt", kid: expect.any(String) });
  expect(keysOf(payload)).toEqual(
    ["amr", "aud", "auth_time", "exp", "gen", "iat", "iss", "jti", "roles", "sid", "sub"].sort(),
  );
  const [session] = (await browser.get("/api/sessions")).json.sessions;
  expect(payload).toMatchObject({ sub: userId, sid: session.id, roles: ["user"], amr: ["pwd"] });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
});

test("methods an endpoint lacks are named, whoever asks", async ({ server }) => {
  for (const [path, ...methods] of endpoints) {
    const allowed = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort();
    const browser = new HttpBrowser(server);
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      if (allowed.includes(method) && method !== "OPTIONS") continue;
      const answer = await browser.send(method, path);
      expect(answer.headers.allow?.split(", ").sort(), `${method} ${path}`).toEqual(allowed);
      if (method === "OPTIONS") expect(answer.status).toBe(204);
      else if (method === "HEAD") expect([answer.status, answer.text]).toEqual([405, ""]);
      else expectRefusal(answer, 405, "method_not_allowed");
    }
  }
});

test("an unknown path of the API is not found, with any method", async ({ server }) => {
  for (const path of ["/api", "/api/nothing", "/api/auth", "/api/auth/login/more", "/api/sessions/a/b"]) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      expectRefusal(await new HttpBrowser(server).send(method, path), 404, "not_found");
    }
  }
});

test("without a bearer every guarded endpoint refuses", async ({ server }) => {
  for (const [path, ...methods] of guarded) {
    for (const method of methods) {
      expectRefusal(await new HttpBrowser(server).send(method, path), 401, "not_authenticated");
    }
  }
});

test("a cookie is no bearer: nothing guarded opens to it alone", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  for (const [path, ...methods] of guarded) {
    for (const method of methods) {
      expectRefusal(await browser.send(method, path, undefined, { bearer: null }), 401, "not_authenticated");
    }
  }
});

test("nothing changes on GET, HEAD or OPTIONS, wherever they go", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const [{ id }] = (await browser.get("/api/sessions")).json.sessions;
  const stored = storedUserData(server, userId);
  const cookies = browser.jar.list();
  const pages = [
    "/",
    "/login",
    "/signup",
    "/dashboard",
    "/profile",
    "/profile/security",
    "/profile/activity",
  ];
  const paths = [
    // The stream has no end to wait for.
    ...endpoints.map(([path]) => path.replace("some-id", id)).filter((path) => !path.endsWith("/events")),
    ...pages,
    "/logout",
    "/api/logout",
  ];
  for (const path of paths) {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const answer = await browser.send(method, path);
      expect(answer.status, `${method} ${path}`).toBeLessThan(500);
      expect(answer.setCookies, `${method} ${path}`).toEqual([]);
    }
  }
  expect(storedUserData(server, userId)).toEqual(stored);
  expect(browser.jar.list()).toEqual(cookies);
});

test("a sign-in over a live session of the same user replaces it", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  const before = browser.steal();
  await signInOverHttp(server, account, { browser });
  expectRefusal(await before.post("/api/auth/refresh"), 401, "session_revoked", "replaced");
  expect((await browser.get("/api/sessions")).json.sessions).toHaveLength(1);
});
