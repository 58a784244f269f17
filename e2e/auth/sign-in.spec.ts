import { signOut } from "@/e2e/support/account-menu";
import {
  emailField,
  passwordField,
  submitSignIn,
  WRONG_CREDENTIALS,
  waitForHydration,
} from "@/e2e/support/forms";
import { pressOn, typeInto } from "@/e2e/support/keyboard";
import { recordRequests } from "@/e2e/support/requests";
import { expect, test } from "@/e2e/support/test";

const DAY_SECONDS = 86_400;

test("a user signs in from the landing page", async ({ page, newUser }) => {
  const account = await newUser("Robin Example");
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Sign in" }).click();
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Robin Example");
});

test("with JavaScript, signing in sends one API call and no form post", async ({
  page,
  context,
  newUser,
}) => {
  const account = await newUser();
  const calls = recordRequests(context, "POST", "/api/auth/login");
  const posts = recordRequests(context, "POST", "/login");
  await page.goto("/login");
  await waitForHydration(page);
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/dashboard");
  expect([calls.length, posts.length]).toEqual([1, 0]);
});

test("a wrong password shows an alert, marks and focuses the field, and keeps the email address", async ({
  page,
  newUser,
}) => {
  const account = await newUser();
  await page.goto("/login");
  await waitForHydration(page);
  await submitSignIn(page, { ...account, password: "not the password at all" });

  const alert = page.getByRole("alert").filter({ hasText: WRONG_CREDENTIALS });
  await expect(alert).toBeVisible();
  const described = await alert.getAttribute("id");
  for (const field of [emailField(page), passwordField(page)]) {
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAttribute("aria-describedby", described ?? "an id");
  }
  await expect(emailField(page)).toHaveValue(account.email);

  // The wrong password is selected: typing replaces it.
  await typeInto(passwordField(page), account.password);
  await pressOn(passwordField(page), "Enter");
  await expect(page).toHaveURL("/dashboard");
});

test("the password can be shown and hidden", async ({ page }) => {
  await page.goto("/login");
  await passwordField(page).fill("something to look at");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(passwordField(page)).toHaveAttribute("type", "text");
  await expect(passwordField(page)).toHaveValue("something to look at");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(passwordField(page)).toHaveAttribute("type", "password");
});

test("autocomplete attributes name the fields for password managers", async ({ page }) => {
  await page.goto("/login");
  await expect(emailField(page)).toHaveAttribute("autocomplete", /^username\b/);
  await expect(passwordField(page)).toHaveAttribute("autocomplete", /^current-password\b/);
  await page.goto("/signup");
  await expect(passwordField(page)).toHaveAttribute("autocomplete", "new-password");
});

test("remember-me decides between a session cookie and one for 90 days", async ({
  page,
  context,
  newUser,
}) => {
  const account = await newUser();
  const refreshCookie = async () =>
    (await context.cookies()).find(({ name }) => name.includes("latchkey_refresh"));
  await page.goto("/login");
  const remember = page.getByRole("checkbox", { name: "Remember me" });
  await expect(remember).not.toBeChecked();
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/dashboard");
  expect((await refreshCookie())?.expires).toBe(-1);
  await signOut(page);

  await page.waitForURL("/login");
  await expect(page.getByText("for up to 90 days, or 14 days of inactivity")).toBeVisible();
  await remember.check();
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/dashboard");
  const lastsFor = ((await refreshCookie())?.expires ?? 0) - Date.now() / 1000;
  expect(lastsFor).toBeGreaterThan(89 * DAY_SECONDS);
  expect(lastsFor).toBeLessThanOrEqual(90 * DAY_SECONDS);
});

test("an expired session is explained once", async ({ page }) => {
  const text = page.getByText("Your session has expired. Please log in again.");
  await page.goto("/login?reason=expired&returnTo=%2Fprofile");
  await expect(text).toBeVisible();
  await expect(page).toHaveURL("/login?returnTo=%2Fprofile");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(text).toBeHidden();
});

test("an unknown reason in the link shows no message", async ({ page }) => {
  await page.goto("/login");
  await waitForHydration(page);
  const plain = await page.getByRole("main").textContent();
  for (const reason of ["nonsense", "", "constructor", "<b>expired</b>", "Call%20this%20number"]) {
    await page.goto(`/login?reason=${reason}`);
    await waitForHydration(page);
    expect(await page.getByRole("main").textContent(), reason).toBe(plain);
  }
});

test("a link cannot tell a signed-in user that their account is disabled", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  await page.goto("/login?reason=account_disabled");
  await expect(page.getByRole("button", { name: "Continue as" })).toBeVisible();
  await expect(page.getByText("This account has been disabled")).toHaveCount(0);
});
