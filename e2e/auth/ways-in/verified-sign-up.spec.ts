import { signOut } from "@/e2e/support/account-menu";
import { newAccount } from "@/e2e/support/accounts";
import { submitSignUp, waitForHydration } from "@/e2e/support/forms";
import { lastMail } from "@/e2e/support/outbox";
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
