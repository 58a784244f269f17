import { newAccount } from "@/e2e/support/accounts";
import { emailField, passwordField, submitSignUp, waitForHydration } from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/test";

test("signing up shows each field's error, then signs the user in", async ({ page }) => {
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

test("an email address that is taken shows an error at its field", async ({ page, newUser }) => {
  const { email } = await newUser();
  await page.goto("/signup");
  await waitForHydration(page);
  await submitSignUp(page, { ...newAccount(), email });
  await expect(emailField(page)).toBeFocused();
  await expect(emailField(page)).toHaveAccessibleDescription(/Sign in instead/);
});
