import { renameDevice, thisDevice } from "@/e2e/support/device-screen";
import { expect, test } from "@/e2e/support/test";

test("renaming a device, cancelling a rename, and restoring the default name", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  await page.goto("/profile");
  const device = thisDevice(page);
  await renameDevice(device, "Kitchen table");
  await expect(device.getByRole("heading", { name: "Kitchen table", exact: true })).toBeVisible();
  await expect(device).toContainText("Chrome on Windows");
  await expect(device.getByRole("button", { name: "Rename Kitchen table" })).toBeFocused();

  await device.getByRole("button", { name: "Rename Kitchen table" }).click();
  await device.getByRole("textbox").fill("Something else");
  await device.getByRole("textbox").press("Escape");
  await page.reload();
  await expect(device.getByRole("heading", { name: "Kitchen table", exact: true })).toBeVisible();

  await renameDevice(device, "");
  await expect(device.getByRole("heading", { name: "Chrome on Windows", exact: true })).toBeVisible();
});
