import { emailField, waitForHydration } from "@/e2e/support/forms";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { lastMail, otherCode } from "@/e2e/support/outbox";
import { expect, test } from "@/e2e/support/test";

const CODE = "Code from the email";

test("with a code by mail: a wrong one counts down, a reload goes on, and pasting the right one is enough", async ({
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

  await page.reload();
  await waitForHydratedElements(page, "input[name=code]");
  await field.fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
  await expect(page).toHaveURL("/profile/activity?n=2");
});

test("the user may give up, and begin with another address", async ({ page, newUser }) => {
  const { email } = await newUser();
  await page.goto("/login");
  await waitForHydration(page);
  await emailField(page).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("button", { name: "Use another address" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
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
