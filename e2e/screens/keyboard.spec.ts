import type { Page } from "@playwright/test";
import { confirmDialog, openDeviceScreen, otherDevices, thisDevice } from "@/e2e/support/device-screen";
import { waitForHydration } from "@/e2e/support/forms";
import { pressOn, typeInto } from "@/e2e/support/keyboard";
import { expect, test } from "@/e2e/support/two-devices";

test("a user signs in, renames a device and signs one out with the keyboard alone", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(await newDevice(), account);
  await page.goto("/login");
  await waitForHydration(page);
  await tabTo(page, "Email");
  await page.keyboard.type(account.email);
  await tabTo(page, "Password");
  await page.keyboard.type(account.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("/dashboard");

  await tabTo(page, "Devices");
  await page.keyboard.press("Enter");
  await page.waitForURL("/profile");
  await expect(thisDevice(page)).toBeVisible();
  await tabTo(page, /^Rename /);
  await page.keyboard.press("Enter");
  const name = thisDevice(page).getByRole("textbox");
  await typeInto(name, "Typed");
  await pressOn(name, "Enter");
  await expect(page.getByRole("button", { name: "Rename Typed" })).toBeFocused();

  await tabTo(page, /^Sign out (?!Typed)/);
  await page.keyboard.press("Enter");
  await expect(confirmDialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  await tabTo(page, "Sign out");
  await page.keyboard.press("Enter");
  await expect(otherDevices(page)).toHaveCount(0);
  // The pressed button has been removed with its device, but the focus is still on the page.
  await expect(page.getByRole("heading", { name: "Other devices" })).toBeFocused();
});

test("a dialog has the focus as soon as it shows, before the next frame", async ({
  page,
  pageAndPhone: _,
}) => {
  await openDeviceScreen(page);
  await page.evaluate(() => {
    window.requestAnimationFrame = () => 0;
  });
  await page.getByRole("button", { name: "Sign out all others" }).click();
  await pressOn(confirmDialog(page).getByRole("button", { name: "Cancel" }), "Enter");
  await expect(otherDevices(page)).toHaveCount(1);
});

test("the skip link leads past the navigation", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  await page.goto("/profile");
  await page.keyboard.press("Tab");
  await pressOn(page.getByRole("link", { name: "Skip to content" }), "Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

/** Presses Tab until the element of this name has the focus. Every focus on the way must be visible. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const focused = await readFocus(page);
    if (!focused) continue;
    expect(focused.isMarked, focused.html).toBe(true);
    const names = page.locator(":focus").and(
      page
        .getByRole("button", { name, exact: true })
        .or(page.getByRole("link", { name, exact: true }))
        .or(page.getByLabel(name, { exact: true })),
    );
    if ((await names.count()) > 0) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

/** @returns the focused element, and whether a focus outline shows on it or on its label; null when there is none */
function readFocus(page: Page): Promise<{ html: string; isMarked: boolean } | null> {
  return page.evaluate(() => {
    const focused = document.querySelector(":focus");
    if (!focused) return null;
    const isMarked = [focused, focused.closest("label")].some((element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    });
    return { html: focused.outerHTML, isMarked };
  });
}
