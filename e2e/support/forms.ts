import { expect, type Locator, type Page } from "@playwright/test";
import type { TestAccount } from "./accounts";

export const emailField = (page: Page): Locator => page.getByLabel("Email");
export const passwordField = (page: Page): Locator => page.getByLabel("Password", { exact: true });

/** Fills in the sign-in form of the page and sends it, as a person does. */
export async function submitSignIn(
  page: Page,
  { email, password }: Pick<TestAccount, "email" | "password">,
): Promise<void> {
  await emailField(page).fill(email);
  await passwordField(page).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Fills in the sign-up form of the page and sends it. */
export async function submitSignUp(page: Page, { name, email, password }: TestAccount): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await emailField(page).fill(email);
  await passwordField(page).fill(password);
  await page.getByRole("button", { name: "Create account", exact: true }).click();
}

/** Waits until scripts have taken the form over: only then can a password be shown. */
export async function waitForHydration(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Show .*password$/ })
    .first()
    .waitFor();
}

/** Types into the note; again, if it took nothing because its draft was just being read. */
export async function typeNote(page: Page, text: string): Promise<void> {
  const note = page.getByLabel("Note");
  await expect(async () => {
    await note.fill(text);
    await expect(note).toHaveValue(text, { timeout: 500 });
  }).toPass();
}
