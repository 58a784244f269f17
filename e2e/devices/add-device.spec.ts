import type { Page } from "@playwright/test";
import { confirmSignOut, otherDevices, placeOf, pressSignOut } from "@/e2e/support/device-screen";
import { openHydrated, waitForHydratedPage } from "@/e2e/support/hydration";
import { expectPreferencesKept } from "@/e2e/support/preference-checks";
import { expectAccessible, expectNoOverflow, NARROWEST, SIZES } from "@/e2e/support/screen-checks";
import { expect, test } from "@/e2e/support/test";
import { IPHONE } from "@/e2e/support/user-agents";

/** @returns the four digits that a device shows */
const codeIn = async (page: Page) => (await page.locator("strong[translate=no]").textContent())?.trim();

test("a phone is added by a QR code, appears in the laptop's list at once, and is signed out from there", async ({
  page: laptop,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser("Ada Phone");
  await laptop.setViewportSize({ width: 1280, height: 900 });
  await laptop.emulateMedia({ reducedMotion: "reduce" });
  await signIn(laptop, account);
  await openHydrated(laptop, "/profile");
  await laptop.getByRole("link", { name: "Add a device" }).click();
  await expect(laptop).toHaveURL(/\/profile\/add-device$/);
  await waitForHydratedPage(laptop);
  await laptop.getByRole("button", { name: "Show the QR code" }).click();
  await expect(laptop.getByRole("img", { name: /QR code/ })).toBeVisible();
  // It sees by itself what happens on the phone.
  await expect(laptop.getByRole("button", { name: "I’ve opened it" })).toBeHidden();
  await expectPreferencesKept(laptop, "the QR code");
  const panel = laptop.getByRole("heading", { name: "Add a device" });
  const placeBefore = await placeOf(panel);
  const linkCode = await codeIn(laptop);
  const link = (await laptop.getByText(/\/add-device#ticket=/).textContent()) ?? "";

  const phone = await newDevice({ userAgent: IPHONE, viewport: { width: 390, height: 844 } });
  const exchanged = phone.waitForResponse((answer) => answer.url().endsWith("/lookup"));
  await phone.goto(link);
  await exchanged;
  // The secret has left the address before any request was sent.
  await expect(phone).toHaveURL(/\/add-device$/);
  await expect(phone.getByText(account.email)).toBeVisible();
  expect(await codeIn(phone)).toBe(linkCode);
  await expectAccessible(phone, "the phone is asked");
  await expectNoOverflow(phone, [NARROWEST, SIZES.phone]);
  await expectPreferencesKept(phone, "the phone is asked");
  await phone.getByRole("button", { name: "Yes, sign in here" }).click();
  await expect(phone.getByText("Now approve this on your other device")).toBeVisible();
  const requestCode = await codeIn(phone);

  await expect(laptop.getByRole("heading", { name: "Safari on iOS asks to be added" })).toBeFocused();
  expect(await codeIn(laptop)).toBe(requestCode);
  await expectAccessible(laptop, "the laptop is asked");
  await expectNoOverflow(laptop, [NARROWEST, SIZES.phone, SIZES.desktop]);
  await expectPreferencesKept(laptop, "the laptop is asked");
  await laptop.getByRole("button", { name: "Yes, add this device" }).click();

  await expect(phone).toHaveURL(/\/dashboard$/);
  await expect(laptop.getByRole("heading", { name: "Safari on iOS is signed in" })).toBeVisible();
  const row = otherDevices(laptop).filter({ hasText: "Safari on iOS" });
  await expect(row).toBeVisible();
  // The buttons that a second device brings have a place already.
  expect(await placeOf(panel)).toBe(placeBefore);
  await pressSignOut(row);
  await confirmSignOut(laptop);
  await expect(row).toBeHidden();
  await expect(phone.getByRole("dialog").or(phone.getByRole("alertdialog"))).toBeVisible();
});

test("without JavaScript a device is added by the same steps, as forms", async ({
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser("Ada Forms");
  const laptop = await newDevice({ javaScriptEnabled: false });
  const phone = await newDevice({ javaScriptEnabled: false });
  await signIn(laptop, account);
  await laptop.goto("/profile/add-device");
  await laptop.getByRole("button", { name: "Show the QR code" }).click();
  const link = (await laptop.getByText(/\/add-device#ticket=/).textContent()) ?? "";

  await phone.goto("/add-device");
  await phone.getByLabel("Link").fill(link);
  await phone.getByRole("button", { name: "Continue" }).click();
  await expect(phone.getByText(account.email)).toBeVisible();
  expect(await codeIn(phone)).toBe(await codeIn(laptop));
  await phone.getByRole("button", { name: "Yes, sign in here" }).click();
  await expect(phone.getByText("Now approve this on your other device")).toBeVisible();
  await laptop.getByRole("button", { name: "I’ve opened it" }).click();
  // Until the answer is there, the page shows the number of the link.
  await expect(laptop.locator("strong[translate=no]")).toHaveText((await codeIn(phone)) ?? "");
  await laptop.getByRole("button", { name: "Yes, add this device" }).click();
  await expect(laptop.getByRole("heading", { name: "Approved" })).toBeVisible();
  await phone.getByRole("button", { name: "I’ve approved it" }).click();
  await expect(phone).toHaveURL(/\/dashboard#?$/);
  await laptop.getByRole("button", { name: "Check again" }).click();
  await expect(laptop.getByRole("heading", { name: /is signed in/ })).toBeVisible();
});
