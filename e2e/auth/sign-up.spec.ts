import { newAccount } from "@/e2e/support/accounts";
import { emailField, passwordField, submitSignUp, waitForHydration } from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/test";

test("signing up leads in, after saying what was wrong", async ({ page }) => {
  const account = newAccount();
  await page.goto("/signup");
  await waitForHydration(page);
  await submitSignUp(page, { ...account, email: "robin", password: "short" });
  await expect(page.getByRole("alert").filter({ hasText: "highlighted fields" })).toBeVisible();
  await expect(emailField(page)).toBeFocused();
  await expect(emailField(page)).toHaveAccessibleDescription(/name@example\.com/);
  await expect(passwordField(page)).toHaveAttribute("aria-invalid", "true");
  await expect(passwordField(page)).toHaveAccessibleDescription(/15/);

  await submitSignUp(page, account);
  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hello, ${account.name}`);
});

test("an e-mail that is taken is said at its field", async ({ page, newUser }) => {
  const { email } = await newUser();
  await page.goto("/signup");
  await waitForHydration(page);
  await submitSignUp(page, { ...newAccount(), email });
  await expect(emailField(page)).toBeFocused();
  await expect(emailField(page)).toHaveAccessibleDescription(/Sign in instead/);
});
