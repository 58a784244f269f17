import type { Locator, Page } from "@playwright/test";
import type { TestAccount } from "./accounts";

/** The sign-in form's message for both an unknown email address and a wrong password. */
export const WRONG_CREDENTIALS = "Incorrect email or password.";

export const emailField = (page: Page): Locator => page.getByLabel("Email");
export const passwordField = (page: Page): Locator => page.getByLabel("Password", { exact: true });

/** Fills in the sign-in form of the page and submits it. */
export async function submitSignIn(
  page: Page,
  { email, password }: Pick<TestAccount, "email" | "password">,
): Promise<void> {
  await emailField(page).fill(email);
  await passwordField(page).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Fills in the sign-up form of the page and submits it. */
export async function submitSignUp(page: Page, { name, email, password }: TestAccount): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await emailField(page).fill(email);
  await passwordField(page).fill(password);
  await page.getByRole("button", { name: "Create account", exact: true }).click();
}

/** Waits until React has hydrated the form: only then is there a button that shows the password. */
export async function waitForHydration(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Show .*password$/ })
    .first()
    .waitFor();
}

/** Holds the page's scripts, and with them hydration, until `release` is called. */
export async function holdScripts(page: Page): Promise<{ release: () => void }> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, (route) => held.then(() => route.continue()));
  return { release };
}

/** Opens a page whose scripts arrive only when `release` is called. */
export async function openBeforeHydration(page: Page, path: string): Promise<{ release: () => void }> {
  const scripts = await holdScripts(page);
  await page.goto(path, { waitUntil: "commit" });
  return scripts;
}

/**
 * Stops input at the document, as React does from the start of hydration to its end, when it cannot deliver an event yet.
 * A script that records early text must see it before that.
 */
export async function stopInputAsDuringHydration(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const type of ["input", "change"])
      document.addEventListener(type, (event) => event.stopPropagation(), { capture: true });
  });
}
