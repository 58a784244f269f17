import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import {
  expectJson,
  expectRefusal,
  ISO_TIME,
  keysOf,
  SESSION,
  SIGNED_IN,
  USER,
} from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

const CHROME =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

test("sign-up answers a session, once for each email address", async ({ server }) => {
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
  expect(serverTime).toMatch(ISO_TIME);
  expect(keysOf(user)).toEqual(USER);
  expect(user).toMatchObject({ email: person.email, name: "Robin", roles: ["user"] });
  expect(keysOf(session)).toEqual(SESSION);
  expect(session).toMatchObject({ current: true, rememberMe: false, authMethods: ["pwd"], label: null });

  expectRefusal(await new HttpBrowser(server).post("/api/auth/signup", person), 409, "email_taken");
  const otherSpelling = { ...person, email: person.email.toUpperCase() };
  expectRefusal(await new HttpBrowser(server).post("/api/auth/signup", otherSpelling), 409, "email_taken");
});

test("sign-in answers a session of this device", async ({ server }) => {
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
    expect(session[time]).toMatch(ISO_TIME);
  }
  const lasts = (end: string) => (Date.parse(session[end]) - Date.parse(session.createdAt)) / 1000;
  expect([lasts("idleExpiresAt"), lasts("absoluteExpiresAt")]).toEqual([1209600, 7776000]);
  expect(session.expiresAt).toBe(session.idleExpiresAt);
});

test("an unknown user and a wrong password get the same response (no account enumeration)", async ({
  server,
}) => {
  const { account } = await signUpOverHttp(server);
  const wrong = "not the password at all";
  const tries = [account.email, `${crypto.randomUUID()}@example.com`, "not an address"].map(async (email) => {
    const answer = await new HttpBrowser(server).post("/api/auth/login", { email, password: wrong });
    expectRefusal(answer, 401, "invalid_credentials");
    const { date: _, "x-request-id": __, "dpop-nonce": nonce, ...headers } = answer.headers;
    // It begins with the time of the answer, in seconds.
    return {
      text: answer.text,
      headers,
      nonce: String(nonce).replaceAll(/[\w-]+/g, (part) => `${part.length}`),
    };
  });
  const [first, ...others] = await Promise.all(tries);
  for (const other of others) expect(other).toEqual(first);
});

test("a disabled account is only reported when the password is right", async ({ server }) => {
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

test("a sign-in over an active session of the same user replaces it", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  const before = browser.steal();
  await signInOverHttp(server, account, { browser });
  expectRefusal(await before.post("/api/auth/refresh"), 401, "session_revoked", "replaced");
  expect((await browser.get("/api/sessions")).json.sessions).toHaveLength(1);
});
