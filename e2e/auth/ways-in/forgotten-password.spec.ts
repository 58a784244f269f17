import { signInOverHttp } from "@/e2e/support/accounts";
import { emailField, submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { lastMail } from "@/e2e/support/outbox";
import { expect, test } from "@/e2e/support/test";

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
