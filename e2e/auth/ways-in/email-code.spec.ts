import { emailField, submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { lastMail, otherCode } from "@/e2e/support/outbox";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

// A clock of its own.
test.use({ settings: {} });

const CODE = "Code from the email";
/** How long a user waits before another code is sent. */
const RESEND_SECONDS = 60;

test("with a code by mail: wrong ones count down; Back, Forward and a reload lose nothing; a new one is enough", async ({
  page,
  server,
  newUser,
}) => {
  const { email } = await newUser();
  await page.goto("/profile/activity?n=2");
  await waitForHydration(page);
  await emailField(page).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  const field = page.getByLabel(CODE);
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  await expect(field).toHaveAttribute("inputmode", "numeric");

  const { code } = await lastMail(server, email);
  await field.fill(otherCode(code));
  await expect(page.getByRole("alert").filter({ hasText: "You have 4 attempts left." })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
  await expect(emailField(page)).toHaveValue(email);
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(0);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await field.fill(otherCode(code));
  await expect(page.getByRole("alert").filter({ hasText: "You have 3 attempts left." })).toBeVisible();

  await advanceServerClock(server, RESEND_SECONDS);
  await page.reload();
  await waitForHydratedElements(page, "input[name=code]");
  await page.getByRole("button", { name: "Send a new code" }).click();
  await expect(page.getByRole("status").filter({ hasText: "We’ve sent a new code." })).toBeVisible();
  await expect(field).toBeFocused();
  await expect(page.getByRole("button", { name: /^New code in \d+ s$/ })).toBeVisible();
  const { code: newer } = await lastMail(server, email);
  await field.fill(` ${newer.slice(0, 3)} ${newer.slice(3)} `);
  await expect(page).toHaveURL("/profile/activity?n=2");
});

test("after Back another way signs in; the code that was asked for before stays good elsewhere in this browser", async ({
  page,
  server,
  newUser,
}) => {
  const { email, password } = await newUser();
  await page.goto("/login");
  await waitForHydration(page);
  await emailField(page).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await expect(page.getByLabel(CODE)).toBeVisible();
  const { code } = await lastMail(server, email);
  const [attempt] = (await (await page.request.get("/api/session")).json()).attempts;
  await page.goBack();
  await submitSignIn(page, { email, password });
  await expect(page).toHaveURL("/dashboard");
  const late = await page.request.post(`/api/auth/attempts/${attempt.id}/code`, { data: { code } });
  expect((await late.json()).status).toBe("complete");
});

test("the user may give up, and begin with another address", async ({ page, newUser }) => {
  const { email } = await newUser();
  await page.goto("/login");
  await waitForHydration(page);
  await emailField(page).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  const cancelled = page.waitForResponse((response) => response.request().method() === "DELETE");
  await page.getByRole("button", { name: "Use another address" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
  expect((await cancelled).status()).toBe(204);
  await page.reload();
  await expect(page.getByRole("button", { name: "Email me a code" })).toBeVisible();
});

test("the link works in the browser that asked for it; another one says where to type the code", async ({
  page,
  context,
  server,
  newUser,
  newDevice,
}) => {
  const { email } = await newUser();
  await page.goto("/login");
  await waitForHydration(page);
  await emailField(page).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await expect(page.getByLabel(CODE)).toBeVisible();
  const { link } = await lastMail(server, email);

  const other = await newDevice();
  await other.goto(link);
  await expect(other).toHaveURL("/login/link");
  await waitForHydratedElements(other, "form");
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other.getByRole("alert").filter({ hasText: "type the code" })).toBeVisible();

  const opened = await context.newPage();
  await opened.goto(link);
  await expect(opened).toHaveURL("/login/link");
  await waitForHydratedElements(opened, "form");
  await opened.getByRole("button", { name: "Continue" }).click();
  await expect(opened).toHaveURL("/dashboard");
  // The tab that waited for the code is signed in with it.
  await expect(page).toHaveURL("/dashboard");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("with a code by mail, step by step, back to the requested page", async ({ page, server, newUser }) => {
    const { email } = await newUser();
    await page.goto("/profile");
    await emailField(page).fill(email);
    await page.getByRole("button", { name: "Email me a code" }).click();
    await expect(page.getByLabel(CODE)).toBeVisible();
    const { code } = await lastMail(server, email);
    await page.getByLabel(CODE).fill(otherCode(code));
    await page.getByLabel(CODE).press("Enter");
    await expect(page.getByRole("alert")).toHaveText(/You have 4 attempts left/);
    await page.getByLabel(CODE).fill(code);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL("/profile");
  });

  test("the link from the mail is pasted", async ({ page, server, newUser }) => {
    const { email } = await newUser();
    await page.goto("/login");
    await emailField(page).fill(email);
    await page.getByRole("button", { name: "Email me a code" }).click();
    await expect(page.getByLabel(CODE)).toBeVisible();
    const { link } = await lastMail(server, email);
    await page.goto(link);
    await page.getByLabel("Link from the email").fill(link);
    await page.getByRole("button", { name: "Continue" }).click();
    // The secret is gone from the address.
    await expect(page).toHaveURL("/dashboard#");
  });
});
