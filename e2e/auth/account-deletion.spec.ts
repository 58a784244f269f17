import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { submitSignIn } from "@/e2e/support/forms";
import { newOrganization } from "@/e2e/support/organizations-over-http";
import { lastMail } from "@/e2e/support/outbox";
import { checkView } from "@/e2e/support/screen-checks";
import { expect, test } from "@/e2e/support/test";

const SIGNED_OUT = /^This account is to be deleted, which you asked for .*“Keep my account”\.$/;
const question = (page: Page) =>
  page.getByRole("heading", { level: 1, name: /will be deleted on .*\. Keep it\?$/ });

async function contentOf(download: Download): Promise<{ account: { email: string } }> {
  expect(download.suggestedFilename()).toMatch(/^latchkey-account-\d{4}-\d\d-\d\d\.json$/);
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

test("a user downloads the data, deletes the account, is told everywhere, and keeps it after all", async ({
  page,
  server,
  newUser,
  signIn,
  newDevice,
}) => {
  const ada = await newUser("Ada");
  await signIn(page, ada);
  const phone = await newDevice();
  await signIn(phone, ada);
  await phone.goto("/profile");

  await page.goto("/profile/security");
  await page.getByRole("link", { name: "Your data" }).click();
  await checkView(page, "your data");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  expect((await contentOf(download)).account.email).toBe(ada.email);
  await expect(page.getByText("Your data was downloaded.")).toBeVisible();

  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("checkbox", { name: /^Yes, delete my account on / })).toBeFocused();
  await expect(page.getByText("Tick the box to delete your account.")).toBeVisible();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(SIGNED_OUT);
  await expect(phone.getByText("This account is to be deleted, which you asked for from ")).toBeVisible();
  expect((await lastMail(server, ada.email)).subject).toBe("Your account will be deleted");

  // A sign-in alone keeps nothing: every page leads to the question.
  await submitSignIn(page, ada);
  await expect(question(page)).toBeVisible();
  await checkView(page, "the question");
  await page.goto("/dashboard");
  await expect(question(page)).toBeVisible();
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expect(page).toHaveURL("/dashboard?kept");
  await expect(page.getByRole("main").getByRole("status").first()).toHaveText(/^Your account stays\./);
  expect((await lastMail(server, ada.email)).subject).toBe("Your account will not be deleted");
});

test("without JavaScript, and for the only owner of an organization, who finds another first", async ({
  server,
  signIn,
  newDevice,
}) => {
  const { id, owner } = await newOrganization(server);
  const ada = owner.account;
  const page = await newDevice({ javaScriptEnabled: false });
  await signIn(page, ada);
  await page.goto("/profile/your-data");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  expect((await contentOf(download)).account.email).toBe(ada.email);
  await expect(page.getByText("You’re the only owner of an organization.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete my account" })).toHaveCount(0);

  expect((await owner.browser.delete(`/api/organizations/${id}`)).status).toBe(204);
  await page.reload();
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByText("Tick the box to delete your account.")).toBeVisible();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("main").getByRole("status")).toHaveText(SIGNED_OUT);

  await submitSignIn(page, ada);
  await expect(question(page)).toBeVisible();
  await page.getByRole("link", { name: "Download your data" }).click();
  await expect(page.getByText(/^Your account will be deleted on /)).toBeVisible();
  await page.getByRole("link", { name: "Keep it?" }).click();
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expect(page).toHaveURL("/dashboard?kept");
  await expect(page.getByRole("main").getByRole("status").first()).toHaveText(/^Your account stays\./);
  expect((await lastMail(server, ada.email)).subject).toBe("Your account will not be deleted");
});
