import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
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
  const secret = (await page.locator("code").textContent())?.replaceAll(" ", "") ?? "";
  await page.getByLabel("Code from the app").fill(await appCode(server, secret));
  return secret;
}
