import type { Locator, Page } from "@playwright/test";

const accountMenuButton = (page: Page): Locator =>
  page.getByRole("banner").getByRole("button", { name: /^Account: / });

/** The account menu of the header; hidden until its button is pressed. */
const accountMenu = (page: Page): Locator => page.locator("#account-menu");

/** Opens the account menu of the header. It works before hydration and without JavaScript. */
export async function openAccountMenu(page: Page): Promise<Locator> {
  await accountMenuButton(page).click();
  return accountMenu(page);
}

/** Signs the user out by the account menu of the header. */
export async function signOut(page: Page): Promise<void> {
  const menu = await openAccountMenu(page);
  await menu.getByRole("button", { name: "Sign out", exact: true }).click();
}
