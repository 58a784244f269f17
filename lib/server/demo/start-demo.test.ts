import { expect, it } from "vitest";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { granted } from "@/lib/server/testing/expectations";
import { install, requester } from "@/lib/server/testing/installation";
import { DEMO_ACCOUNTS } from "@/lib/session/demo/demo-accounts";
import { isFailure } from "@/lib/session/failure";
import { lockDemoAccounts, seed } from "./start-demo";

const { ada, grace, alan } = DEMO_ACCOUNTS;

async function trySignIn({ email, password }: { email: string; password: string }) {
  const result = await signIn({ email, password, rememberMe: false }, requester());
  return isFailure(result) ? result.code : granted(result);
}

it("the demo's public passwords open its accounts only while the demo is on", async () => {
  const app = install({ DEMO: "on", RATE_LIMIT: "off" });
  await lockDemoAccounts();
  expect(await trySignIn(ada)).toBe("invalid_credentials");

  expect(await seed()).toBe(true);
  const visitor = await trySignIn(grace);
  if (typeof visitor === "string") throw new Error(visitor);

  app.restart({ DEMO: "off" });
  await lockDemoAccounts();
  for (const account of [ada, grace, alan]) expect(await trySignIn(account)).toBe("invalid_credentials");
  expect(await app.session(visitor.session.id)).toMatchObject({ endedReason: "account_disabled" });
  expect(app.logged.filter((line) => line.includes("locked a demo account"))).toHaveLength(3);

  await lockDemoAccounts();
  expect(app.logged.filter((line) => line.includes("locked a demo account"))).toHaveLength(3);

  app.restart({ DEMO: "on" });
  expect(await seed()).toBe(true);
  for (const account of [ada, grace, alan]) {
    expect(await trySignIn(account)).toMatchObject({ user: { name: account.name } });
  }
  expect(await seed()).toBe(false);
});
