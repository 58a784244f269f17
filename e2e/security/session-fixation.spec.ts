import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/http-test";

test("session fixation: signing in replaces cookies that an attacker planted", async ({ server }) => {
  const attacker = await signUpOverHttp(server);
  const victim = await signUpOverHttp(server);
  const planted = attacker.browser.steal();
  const before = planted.jar.list();
  await signInOverHttp(server, victim.account, { browser: planted });
  // The attacker still knows the planted cookies, and only those.
  expect((await attacker.browser.get("/api/session")).json.user.id).toBe(attacker.userId);
  const values = planted.jar.list().map(({ value }) => value);
  for (const { name, value } of before) {
    if (name.includes("browser") || name.includes("epoch")) expect(values).not.toContain(value);
  }
  expect((await planted.get("/api/session")).json.user.id).toBe(victim.userId);
});
