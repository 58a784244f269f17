import type { Locator, Page } from "@playwright/test";
import { waitForHydratedPage } from "./hydration";

/** @returns the section of the device screen with this heading */
function sectionOf(page: Page, title: string): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
}

export const thisDevice = (page: Page): Locator => sectionOf(page, "This device");
export const otherDevices = (page: Page): Locator => sectionOf(page, "Other devices").getByRole("listitem");
export const endedDevices = (page: Page): Locator =>
  sectionOf(page, "Recently signed out").getByRole("listitem");
/** @returns how far from the top of the page an element stands, in CSS pixels */
export const placeOf = (element: Locator): Promise<number> =>
  element.evaluate((shown) => shown.getBoundingClientRect().top + scrollY);

/** The dialog that asks for confirmation before a session is ended. */
export const confirmDialog = (page: Page): Locator => page.getByRole("alertdialog");

/** Confirms in the dialog. `name` is the text of its button. */
export const confirmSignOut = (page: Page, name = "Sign out"): Promise<void> =>
  confirmDialog(page).getByRole("button", { name, exact: true }).click();

/** Presses the "Sign out" button of one device in the list. */
export async function pressSignOut(device: Locator): Promise<void> {
  await waitForHydratedPage(device.page());
  await device.getByRole("button", { name: /^Sign out / }).click();
}

/** Opens the device screen, and waits until the client has loaded its list over the server-rendered one. */
export async function openDeviceScreen(page: Page): Promise<void> {
  const listed = page.waitForResponse((response) => response.url().endsWith("/api/sessions"));
  await page.goto("/profile");
  await listed;
}

/** Renames a device through its form. */
export async function renameDevice(device: Locator, name: string): Promise<void> {
  await waitForHydratedPage(device.page());
  await device.getByRole("button", { name: /^Rename / }).click();
  await device.getByRole("textbox").fill(name);
  await device.getByRole("button", { name: "Save" }).click();
}
