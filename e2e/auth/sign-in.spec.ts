import { randomUUID } from "node:crypto";
import { signInOverHttp } from "@/e2e/support/accounts";
import { emailField, passwordField, submitSignIn, submitSignUp, waitForHydration } from "@/e2e/support/forms";
import { recordRequests } from "@/e2e/support/requests";
import { expect, test } from "@/e2e/support/test";

const newAccount = () => ({
  name: "Robin Example",
  email: `${randomUUID()}@example.com`,
  password: `a passphrase ${randomUUID()}`,
});
const WRONG = "Incorrect email or password.";
const DAY = 86_400;

test("a person signs in from the landing page", async ({ page, newUser }) => {
  const account = await newUser("Robin Example");
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Sign in" }).click();
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Robin Example");
});

test("once scripts run, signing in is one call and one page", async ({ page, context, newUser }) => {
  const account = await newUser();
  const calls = recordRequests(context, "POST", "/api/auth/login");
  const posts = recordRequests(context, "POST", "/login");
  await page.goto("/login");
  await waitForHydration(page);
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/dashboard");
  expect([calls.length, posts.length]).toEqual([1, 0]);
});

test("a wrong password is said, marked and focused, and the e-mail stays", async ({ page, newUser }) => {
  const account = await newUser();
  await page.goto("/login");
  await waitForHydration(page);
  await submitSignIn(page, { ...account, password: "not the password at all" });

  const alert = page.getByRole("alert").filter({ hasText: WRONG });
  await expect(alert).toBeVisible();
  const described = await alert.getAttribute("id");
  for (const field of [emailField(page), passwordField(page)]) {
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAttribute("aria-describedby", described ?? "an id");
  }
  await expect(passwordField(page)).toBeFocused();
  await expect(emailField(page)).toHaveValue(account.email);

  // The wrong password is selected: typing replaces it.
  await page.keyboard.type(account.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/dashboard");
});

test("a person can look at the password", async ({ page }) => {
  await page.goto("/login");
  await passwordField(page).fill("something to look at");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(passwordField(page)).toHaveAttribute("type", "text");
  await expect(passwordField(page)).toHaveValue("something to look at");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(passwordField(page)).toHaveAttribute("type", "password");
});

test("password managers know the fields", async ({ page }) => {
  await page.goto("/login");
  await expect(emailField(page)).toHaveAttribute("autocomplete", /^username\b/);
  await expect(passwordField(page)).toHaveAttribute("autocomplete", /^current-password\b/);
  await page.goto("/signup");
  await expect(passwordField(page)).toHaveAttribute("autocomplete", "new-password");
});

test("without remember-me the sign-in goes with the browser, with it it lasts as long as it says", async ({
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
  await page.getByRole("button", { name: "Sign out" }).click();

  await page.waitForURL("/login");
  await expect(page.getByText("for up to 90 days, or 14 days of inactivity")).toBeVisible();
  await remember.check();
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/dashboard");
  const lastsFor = ((await refreshCookie())?.expires ?? 0) - Date.now() / 1000;
  expect(lastsFor).toBeGreaterThan(89 * DAY);
  expect(lastsFor).toBeLessThanOrEqual(90 * DAY);
});

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

test("an expired session is explained once", async ({ page }) => {
  const text = page.getByText("Your session has expired. Please log in again.");
  await page.goto("/login?reason=expired&returnTo=%2Fprofile");
  await expect(text).toBeVisible();
  await expect(page).toHaveURL("/login?returnTo=%2Fprofile");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(text).toBeHidden();
});

test("a reason nobody knows says nothing", async ({ page }) => {
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
  await expect(page.getByText("You’re signed in as")).toBeVisible();
  await expect(page.getByText("This account has been disabled")).toHaveCount(0);
});

test("a person comes back to where they wanted to go", async ({ page, newUser }) => {
  const account = await newUser();
  await page.goto("/profile/activity?from=mail&n=2");
  await expect(page).toHaveURL(/\/login\?returnTo=/);
  await waitForHydration(page);
  await submitSignIn(page, { ...account, password: "not the password at all" });
  await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/profile/activity?from=mail&n=2");
});

test("where they wanted to go survives signing up instead", async ({ page }) => {
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
  test(`a link with returnTo=${hostile} leads home`, async ({ page, newUser }) => {
    const account = await newUser();
    await page.goto(`/login?${new URLSearchParams({ returnTo: hostile })}`);
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/dashboard");
  });
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a person signs in, and comes back to where they wanted to go", async ({ page, newUser }) => {
    const account = await newUser();
    await page.goto("/profile");
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/profile");
    await expect(page.getByRole("heading", { name: "This device" })).toBeVisible();
  });

  test("remember-me counts", async ({ page, context, newUser }) => {
    const account = await newUser();
    await page.goto("/login");
    await page.getByRole("checkbox", { name: "Remember me" }).check();
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/dashboard");
    const refresh = (await context.cookies()).find(({ name }) => name.includes("latchkey_refresh"));
    expect(refresh?.expires).toBeGreaterThan(Date.now() / 1000 + 89 * DAY);
  });

  test("a wrong password is an alert, and the e-mail stays", async ({ page, newUser }) => {
    const account = await newUser();
    await page.goto("/login?returnTo=%2Fprofile");
    await submitSignIn(page, { ...account, password: "not the password at all" });
    await expect(page.getByRole("alert")).toHaveText(WRONG);
    await expect(emailField(page)).toHaveValue(account.email);
    await expect(passwordField(page)).toHaveValue("");
    await expect(passwordField(page)).toHaveAttribute("aria-invalid", "true");

    await passwordField(page).fill(account.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL("/profile");
  });

  test("a person signs up", async ({ page }) => {
    const account = newAccount();
    await page.goto("/signup");
    await submitSignUp(page, account);
    await expect(page).toHaveURL("/dashboard");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hello, ${account.name}`);
  });

  test("a sign-up that is refused keeps all but the password", async ({ page }) => {
    const account = newAccount();
    await page.goto("/signup");
    await submitSignUp(page, { ...account, password: "short" });
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("Name")).toHaveValue(account.name);
    await expect(emailField(page)).toHaveValue(account.email);
    await expect(passwordField(page)).toHaveValue("");
    await expect(passwordField(page)).toHaveAttribute("aria-invalid", "true");
  });

  test("a person signs out", async ({ page, context, server, newUser }) => {
    const account = await newUser();
    await page.goto("/login");
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/dashboard");
    const other = await signInOverHttp(server, account);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByText("You’re signed out.")).toBeVisible();
    expect((await context.cookies()).filter(({ name }) => name.includes("refresh"))).toEqual([]);
    expect((await other.get("/api/sessions")).json.sessions).toHaveLength(1);
  });

  test("an expired session is explained", async ({ page }) => {
    await page.goto("/login?reason=expired");
    await expect(page.getByText("Your session has expired. Please log in again.")).toBeVisible();
  });
});
