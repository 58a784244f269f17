import { newAccount } from "@/e2e/support/accounts";
import { submitSignIn, submitSignUp, WRONG_CREDENTIALS, waitForHydration } from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/test";

test("signing in leads back to the requested page", async ({ page, newUser }) => {
  const account = await newUser();
  await page.goto("/profile/activity?from=mail&n=2");
  await expect(page).toHaveURL(/\/login\?returnTo=/);
  await waitForHydration(page);
  await submitSignIn(page, { ...account, password: "not the password at all" });
  await expect(page.getByRole("alert").filter({ hasText: WRONG_CREDENTIALS })).toBeVisible();
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/profile/activity?from=mail&n=2");
});

test("signing up instead leads back to the requested page, too", async ({ page }) => {
  await page.goto("/profile/security");
  await page.getByRole("link", { name: "Create an account" }).click();
  await submitSignUp(page, newAccount());
  await expect(page).toHaveURL("/profile/security");
});

for (const hostile of [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/%09/evil.example",
  "javascript:alert(1)",
  "/api/auth/logout",
]) {
  test(`a link with returnTo=${hostile} leads to the dashboard`, async ({ page, newUser }) => {
    const account = await newUser();
    await page.goto(`/login?${new URLSearchParams({ returnTo: hostile })}`);
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/dashboard");
  });
}
