import { signOut } from "@/e2e/support/account-menu";
import { newAccount, signInOverHttp } from "@/e2e/support/accounts";
import {
  emailField,
  passwordField,
  submitSignIn,
  submitSignUp,
  WRONG_CREDENTIALS,
} from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/test";

const DAY_SECONDS = 86_400;

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in leads back to the requested page", async ({ page, newUser }) => {
    const account = await newUser();
    await page.goto("/profile");
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/profile");
    await expect(page.getByRole("heading", { name: "This device" })).toBeVisible();
  });

  test("remember-me makes the session cookie persistent", async ({ page, context, newUser }) => {
    const account = await newUser();
    await page.goto("/login");
    await page.getByRole("checkbox", { name: "Remember me" }).check();
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/dashboard");
    const refresh = (await context.cookies()).find(({ name }) => name.includes("latchkey_refresh"));
    expect(refresh?.expires).toBeGreaterThan(Date.now() / 1000 + 89 * DAY_SECONDS);
  });

  test("a wrong password shows an alert and keeps the email address", async ({ page, newUser }) => {
    const account = await newUser();
    await page.goto("/login?returnTo=%2Fprofile");
    await submitSignIn(page, { ...account, password: "not the password at all" });
    await expect(page.getByRole("alert")).toHaveText(WRONG_CREDENTIALS);
    await expect(emailField(page)).toHaveValue(account.email);
    await expect(passwordField(page)).toHaveValue("");
    await expect(passwordField(page)).toHaveAttribute("aria-invalid", "true");

    await passwordField(page).fill(account.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL("/profile");
  });

  test("a user signs up", async ({ page }) => {
    const account = newAccount();
    await page.goto("/signup");
    await submitSignUp(page, account);
    await expect(page).toHaveURL("/dashboard");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hello, ${account.name}`);
  });

  test("a refused sign-up keeps every field but the password", async ({ page }) => {
    const account = newAccount();
    await page.goto("/signup");
    await submitSignUp(page, { ...account, password: "short" });
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("Name")).toHaveValue(account.name);
    await expect(emailField(page)).toHaveValue(account.email);
    await expect(passwordField(page)).toHaveValue("");
    await expect(passwordField(page)).toHaveAttribute("aria-invalid", "true");
  });

  test("a user signs out", async ({ page, context, server, newUser }) => {
    const account = await newUser();
    await page.goto("/login");
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/dashboard");
    const other = await signInOverHttp(server, account);
    await signOut(page);
    await expect(page.getByText("You’re signed out.")).toBeVisible();
    expect((await context.cookies()).filter(({ name }) => name.includes("refresh"))).toEqual([]);
    expect((await other.get("/api/sessions")).json.sessions).toHaveLength(1);
  });

  test("an expired session is explained", async ({ page }) => {
    await page.goto("/login?reason=expired");
    await expect(page.getByText("Your session has expired. Please log in again.")).toBeVisible();
  });
});
