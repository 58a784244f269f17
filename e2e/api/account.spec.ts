import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { auditEventNames } from "@/e2e/support/database";
import { expectJson, expectRefusal, keysOf, REFRESHED, SESSION, USER } from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

test("the user's own profile: only the name can be changed", async ({ server }) => {
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

test("a password change answers like a refresh, and needs the old password and the cookie", async ({
  server,
}) => {
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

test("a password change needs the cookie and the bearer of the same session", async ({ server }) => {
  const one = await signUpOverHttp(server);
  const other = await signUpOverHttp(server);
  const body = { currentPassword: one.account.password, newPassword: "seven quiet lanterns" };
  const mixed = await one.browser.post("/api/me/password", body, { bearer: other.browser.accessToken });
  expect(mixed.status).toBeGreaterThanOrEqual(400);
  expect(mixed.status).toBeLessThan(500);
  await signInOverHttp(server, one.account);
});
