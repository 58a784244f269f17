import { expect, type Page } from "@playwright/test";
import type { TestAccount } from "./accounts";
import { thisDevice } from "./device-screen";
import { submitSignIn, waitForHydration } from "./forms";
import { openHydrated } from "./hydration";

/** Signs in, and waits on the device screen until the session is bound to a key of the browser. */
export async function signInBound(page: Page, account: TestAccount): Promise<void> {
  await page.goto("/login");
  await waitForHydration(page);
  await submitSignIn(page, account);
  await expect(page).toHaveURL("/dashboard");

  await openHydrated(page, "/profile");
  await thisDevice(page).locator("summary").click();
  await expect(thisDevice(page).getByText("Tied to a key")).toBeVisible();
}
