import { signOut } from "@/e2e/support/account-menu";
import { signUpOverHttp } from "@/e2e/support/accounts";
import { submitSignIn } from "@/e2e/support/forms";
import { sharedServer } from "@/e2e/support/http-test";
import { expect, test } from "@/e2e/support/test";

test.use({ settings: { env: { COOKIE_PREFIX: "second_" } } });

test("two installations on one host name: signing in and out of one does not change the other", async ({
  page,
  context,
  server,
}) => {
  for (const { url, origin } of [sharedServer(), server]) {
    const { account } = await signUpOverHttp({ url, origin }, { name: "Robin" });
    await page.goto(`${url}/dashboard`);
    await submitSignIn(page, account);
    await expect(page.getByRole("heading", { name: "Hello, Robin" })).toBeVisible();
  }
  const names = (await context.cookies()).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith("second_"))).toHaveLength(3);
  await signOut(page);
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await page.goto(`${sharedServer().url}/dashboard`);
  await expect(page.getByRole("heading", { name: "Hello, Robin" })).toBeVisible();
});
