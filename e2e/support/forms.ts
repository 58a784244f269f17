import { expect, type Locator, type Page } from "@playwright/test";
import type { Account } from "./accounts";

export const emailOf = (page: Page): Locator => page.getByLabel("Email");
export const passwordOf = (page: Page): Locator => page.getByLabel("Password", { exact: true });

/** Fills in the sign-in form of the page and sends it, as a person does. */
export async function submitSignIn(
  page: Page,
  { email, password }: Pick<Account, "email" | "password">,
): Promise<void> {
  await emailOf(page).fill(email);
  await passwordOf(page).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Fills in the sign-up form of the page and sends it. */
export async function submitSignUp(page: Page, { name, email, password }: Account): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await emailOf(page).fill(email);
  await passwordOf(page).fill(password);
  await page.getByRole("button", { name: "Create account", exact: true }).click();
}

/** Waits until scripts have taken the form over: only then can a password be shown. */
export async function untilLive(page: Page): Promise<void> {
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
