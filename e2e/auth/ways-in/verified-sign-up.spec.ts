import { signOut } from "@/e2e/support/account-menu";
import { newAccount } from "@/e2e/support/accounts";
import { passwordField, submitSignUp, waitForHydration } from "@/e2e/support/forms";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { lastMail } from "@/e2e/support/outbox";
import { checkView } from "@/e2e/support/screen-checks";
import { expect, test } from "@/e2e/support/test";

test.use({ settings: { env: { EMAIL_VERIFICATION: "on" } } });

test("signing up ends with the code from the mail; until then there is no account", async ({
  page,
  server,
}) => {
  const account = newAccount();
  await page.goto("/signup?returnTo=%2Fprofile");
  await waitForHydration(page);
  await submitSignUp(page, account);
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  const { email, password } = account;
  const early = await page.request.post("/api/auth/login", { data: { email, password } });
  expect((await early.json()).error).toBe("invalid_credentials");
  await page.getByLabel("Code from the email").fill((await lastMail(server, email)).code);
  await expect(page).toHaveURL("/profile");
});

test("a sign-up that an app began with an address alone goes on here: code, then name and password", async ({
  page,
  server,
}) => {
  const { email, name, password } = newAccount();
  const begun = await page.request.post("/api/auth/signup", { data: { email } });
  expect((await begun.json()).status).toBe("needs_verification");
  await page.goto("/signup?returnTo=%2Fprofile");
  await waitForHydratedElements(page, "input[name=code]");
  await page.getByLabel("Code from the email").fill((await lastMail(server, email)).code);
  await expect(page.getByRole("heading", { name: "Almost there" })).toBeVisible();
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill(name);
  await passwordField(page).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "highlighted field" })).toBeVisible();
  await expect(passwordField(page)).toBeFocused();
  await checkView(page, "what is missing, with an error");
  await passwordField(page).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/profile");
});

test("an address that is taken looks the same, and its owner is told by mail", async ({ page, server }) => {
  const account = newAccount();
  await page.goto("/signup");
  await waitForHydration(page);
  await submitSignUp(page, account);
  await expect(page.getByLabel("Code from the email")).toBeVisible();
  await page.getByLabel("Code from the email").fill((await lastMail(server, account.email)).code);
  await expect(page).toHaveURL("/dashboard");
  await signOut(page);
  await page.waitForURL("/login");

  await page.goto("/signup");
  await waitForHydration(page);
  await submitSignUp(page, account);
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  expect((await lastMail(server, account.email)).subject).toBe("You already have an account");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing up ends with the code from the mail", async ({ page, server }) => {
    const account = newAccount();
    await page.goto("/signup?returnTo=%2Fprofile");
    await submitSignUp(page, account);
    await expect(page.getByLabel("Code from the email")).toBeVisible();
    await page.getByLabel("Code from the email").fill((await lastMail(server, account.email)).code);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL("/profile");
  });
});
