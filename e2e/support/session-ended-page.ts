import { expect, type Locator, type Page } from "@playwright/test";
import type { TestAccount } from "./accounts";

/** The dialog over a page whose session has ended, where the user can sign in again. */
export const signInDialog = (page: Page): Locator =>
  page.getByRole("alertdialog", { name: "Sign in to continue" });
/** The dialog over a page whose session has ended, when signing in again is not possible. */
export const signedOutDialog = (page: Page): Locator =>
  page.getByRole("alertdialog", { name: "You’re signed out" });

interface ExpectedEnd {
  /** The sentence in the dialog. */
  told: RegExp;
  dialog?: (page: Page) => Locator;
}

/**
 * The page is blank, for the eye and for assistive technology, except for one dialog that says why. The dialog contains
 * the email address once and on purpose: it says whose password is needed.
 */
export async function expectSessionEnded(
  page: Page,
  { name, email }: TestAccount,
  { told, dialog = signInDialog }: ExpectedEnd,
): Promise<void> {
  const isWaiting = dialog === signInDialog;
  await expect(dialog(page)).toContainText(told);
  await expect(page.getByRole("alertdialog")).toHaveCount(1);
  await expect(page.locator("html[data-blank]")).toHaveCount(1);
  await expect(page.locator("body > :not([data-over-blank])").filter({ visible: true })).toHaveCount(0);
  await expect(page.getByText(name).filter({ visible: true })).toHaveCount(0);
  await expect(page.getByText(email).filter({ visible: true })).toHaveCount(isWaiting ? 1 : 0);
  const heard = await page.locator("body").ariaSnapshot();
  expect(heard).not.toContain(name);
  expect(heard).not.toMatch(/- (main|navigation|banner|list)/);
  expect(heard.split(email)).toHaveLength(isWaiting ? 2 : 1);
}

/** Signs in again in the dialog, and expects the page to be back. */
export async function signInAgain(page: Page, { password }: Pick<TestAccount, "password">): Promise<void> {
  const field = signInDialog(page).getByLabel("Password", { exact: true });
  await field.fill(password);
  await field.press("Enter");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.locator("html[data-blank]")).toHaveCount(0);
}

/** Chooses another account in the dialog, and expects the sign-in page with the reason. */
export async function chooseAnotherAccount(page: Page, told: RegExp): Promise<void> {
  await signInDialog(page).getByRole("button", { name: "Use another account" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /./ })).toContainText(told);
}
