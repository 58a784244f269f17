import { signInOverHttp } from "@/e2e/support/accounts";
import { appCode, setUpApp } from "@/e2e/support/authenticators";
import { emailField, submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { lastMail, otherCode } from "@/e2e/support/outbox";
import { checkView } from "@/e2e/support/screen-checks";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

// A clock of its own.
test.use({ settings: {} });

const PASSWORD = "an entirely different passphrase";

test("a forgotten password is replaced by a link, which ends every session and works once", async ({
  page,
  context,
  server,
  newUser,
}) => {
  const account = await newUser();
  const elsewhere = await signInOverHttp(server, account);
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await waitForHydratedElements(page, "form");
  await emailField(page).fill(account.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("If there’s an account for")).toBeVisible();
  await checkView(page, "after the request of a link");
  const { link } = await lastMail(server, account.email);

  await page.goto(link);
  await expect(page).toHaveURL("/reset-password");
  await waitForHydration(page);
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  expect((await elsewhere.get("/api/session")).json.reason).toBe("password_changed");

  const again = await context.newPage();
  await again.goto(link);
  await waitForHydration(again);
  await again.getByLabel("New password", { exact: true }).fill(`${PASSWORD} again`);
  await again.getByRole("button", { name: "Change password" }).click();
  await expect(again.getByRole("link", { name: "Ask for a new link" })).toBeVisible();

  await page.goto("/login");
  await submitSignIn(page, { ...account, password: PASSWORD });
  await expect(page).toHaveURL("/dashboard");
});

test("a user with a second factor gives it to the reset as well; a wrong code uses nothing up", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  const secret = await setUpApp(page, server);
  await page.goto("about:blank"); // no page of ours notices that the session ends
  await page.request.post("/api/auth/password-reset", { data: { email: account.email } });
  await page.goto((await lastMail(server, account.email)).link);
  await waitForHydration(page);
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  const change = page.getByRole("button", { name: "Change password" });
  await change.click();
  const alert = page.getByRole("alert").filter({ hasText: /./ });
  await expect(alert).toContainText("Your account has a second step.");
  await checkView(page, "a new password with a second factor");
  await advanceServerClock(server, 60);
  const code = page.getByLabel("Code", { exact: true });
  await code.fill(otherCode(await appCode(server, secret)));
  await change.click();
  await expect(alert).toContainText("That code isn’t right.");
  await expect(code).toBeFocused();
  await code.fill(await appCode(server, secret));
  await change.click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  expect((await (await page.request.get("/api/session")).json()).authenticated).toBe(false);
});

test("opening the link about a sign-in does nothing; its button ends that session alone", async ({
  page,
  server,
  newUser,
}) => {
  const account = await newUser();
  const known = await signInOverHttp(server, account);
  const stranger = await signInOverHttp(server, account);
  const { link } = await lastMail(server, account.email);
  await page.goto(link);
  await expect(page).toHaveURL("/not-me");
  await waitForHydratedElements(page, "form");
  expect((await stranger.get("/api/session")).json.authenticated).toBe(true);
  await page.getByRole("button", { name: "That wasn’t me" }).click();
  await expect(page.getByText("That device is signed out.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose a new password" })).toHaveAttribute(
    "href",
    "/forgot-password",
  );
  const sessions = await Promise.all([stranger, known].map((browser) => browser.get("/api/session")));
  expect(sessions.map(({ json }) => json.authenticated)).toEqual([false, true]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a forgotten password is replaced by the link, pasted from the mail", async ({
    page,
    server,
    newUser,
  }) => {
    const account = await newUser();
    await page.goto("/forgot-password");
    await emailField(page).fill(account.email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByText("If there’s an account for")).toBeVisible();
    const { link } = await lastMail(server, account.email);
    await page.goto(link);
    await page.getByLabel("Link from the email").fill(link);
    await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Your password is changed")).toBeVisible();
    await page.goto("/login");
    await submitSignIn(page, { ...account, password: PASSWORD });
    await expect(page).toHaveURL("/dashboard");
  });
});
