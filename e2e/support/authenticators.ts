import { expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { waitForHydration } from "./forms";
import type { SharedServer } from "./http-test";
import { serverNow } from "./server-clock";

/** @returns the code that an authenticator app with this secret shows at the time of the server's clock */
export async function appCode(server: SharedServer, secret: string): Promise<string> {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: await serverNow(server) });
}

/**
 * Adds an authenticator app on the security page, which is open.
 * @returns the secret that the user types into the app
 */
export async function addApp(page: Page, server: SharedServer): Promise<string> {
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  const secret = (await page.getByRole("main").locator("code").textContent())?.replaceAll(" ", "") ?? "";
  await page.getByLabel("Code from the app").fill(await appCode(server, secret));
  return secret;
}

/**
 * Opens the security page, adds an authenticator app and keeps its recovery codes.
 * @returns the secret that the user types into the app
 */
export async function setUpApp(page: Page, server: SharedServer): Promise<string> {
  await page.goto("/profile/security");
  await waitForHydration(page);
  const secret = await addApp(page, server);
  await saveRecoveryCodes(page);
  await seeNewList(page);
  return secret;
}

/** Confirms that the recovery codes, which are shown once, are saved. */
export async function saveRecoveryCodes(page: Page): Promise<void> {
  await page.getByLabel("I’ve saved my recovery codes").check();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Opens the security page, adds a passkey as the first second factor and keeps its recovery codes. */
export async function addPasskey(page: Page): Promise<void> {
  await page.goto("/profile/security");
  await waitForHydration(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await saveRecoveryCodes(page);
  await seeNewList(page);
}

/** Waits for the page as the server renders it with the first factor: a session that ends before is told by a redirect. */
async function seeNewList(page: Page): Promise<void> {
  await expect(page.getByText("10 of 10 left")).toBeVisible();
}
