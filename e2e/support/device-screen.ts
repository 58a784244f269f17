import type { Locator, Page } from "@playwright/test";

/** A part of the device screen, by its heading. */
function sectionOf(page: Page, title: string): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
}

export const thisDevice = (page: Page): Locator => sectionOf(page, "This device");
export const otherDevices = (page: Page): Locator => sectionOf(page, "Other devices").getByRole("listitem");
export const endedDevices = (page: Page): Locator =>
  sectionOf(page, "Recently signed out").getByRole("listitem");
/** What asks before something ends. */
export const confirmDialog = (page: Page): Locator => page.getByRole("alertdialog");

/** Presses the button of the sheet that does what it asks about. */
export const confirmSignOut = (page: Page, name = "Sign out"): Promise<void> =>
  confirmDialog(page).getByRole("button", { name, exact: true }).click();

/** Presses a device's own button for its end. */
export const pressSignOut = (device: Locator): Promise<void> =>
  device.getByRole("button", { name: /^Sign out / }).click();

/** Opens the device screen, and waits until the browser's own list has taken the place of the server's. */
export async function openDeviceScreen(page: Page): Promise<void> {
  const listed = page.waitForResponse((response) => response.url().endsWith("/api/sessions"));
  await page.goto("/profile");
  await listed;
}

/** Gives a device another name, as a person does. */
export async function renameDevice(device: Locator, name: string): Promise<void> {
  await device.getByRole("button", { name: /^Rename / }).click();
  await device.getByRole("textbox").fill(name);
  await device.getByRole("button", { name: "Save" }).click();
}
