import type { Locator, Page } from "@playwright/test";
import { signOut } from "@/e2e/support/account-menu";
import { signInOverHttp } from "@/e2e/support/accounts";
import {
  confirmDialog,
  confirmSignOut,
  endedDevices,
  openDeviceScreen,
  otherDevices,
  placeOf,
  pressSignOut,
  thisDevice,
} from "@/e2e/support/device-screen";
import { pressOn } from "@/e2e/support/keyboard";
import { passTimeUntil, SOON } from "@/e2e/support/page-clock";
import { recordNavigations } from "@/e2e/support/requests";
import { chooseAnotherAccount, expectSessionEnded, signInAgain } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/two-devices";
import { FIREFOX, IPHONE, THIS_BROWSER } from "@/e2e/support/user-agents";

/** Uses a device that is still signed in: opens another page of the app. */
async function act(page: Page): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Security" }).click();
}

test("a device signed out from another one goes blank, says which device did it, and can sign in again in place", async ({
  page,
  twoDevices,
}) => {
  const { account, other } = twoDevices;
  await pressSignOut(otherDevices(page));
  await expect(confirmDialog(page)).toContainText("Sign out Firefox on Linux?");
  await confirmSignOut(page);
  await expect(otherDevices(page)).toHaveCount(0);
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
  // The focus is not on a button: a further key press must not trigger an action that the user did not ask for.
  await expect(page.getByRole("heading", { name: "Other devices" })).toBeFocused();
  await expect(endedDevices(page).first()).toContainText("Firefox on Linux");
  await expect(endedDevices(page).first()).toContainText(
    new RegExp(`You ended this session from ${THIS_BROWSER}`),
  );
  await expect(page).toHaveURL("/profile");

  await expectSessionEnded(other, account, {
    told: new RegExp(`You ended this session from ${THIS_BROWSER}, today at \\d`),
  });
  const placeAlone = await placeOf(thisDevice(page));
  await signInAgain(other, account);
  await expect(other).toHaveURL("/profile");
  await expect(thisDevice(other)).toContainText("Firefox on Linux");
  await expect(otherDevices(page)).toHaveCount(1);
  // The header has more buttons now, and what stands below it has not moved.
  await expect(page.getByRole("button", { name: "Sign out everywhere" })).toBeVisible();
  expect(await placeOf(thisDevice(page))).toBe(placeAlone);
  await page.goto("/profile/activity");
  await expect(page.getByText("A session ended: Firefox on Linux")).toBeVisible();
});

/** The button that signs a device out and the summary of its details share no point. */
async function expectApart(device: Locator): Promise<void> {
  const button = await device.getByRole("button", { name: /^Sign out / }).boundingBox();
  const summary = await device.locator("summary").boundingBox();
  if (!button || !summary) throw new Error("The row is not shown.");
  const isBeside = button.x + button.width <= summary.x;
  expect(isBeside || button.y + button.height <= summary.y).toBe(true);
}

/** Runs in the page. @returns the widths of a row, in CSS pixels, at which its pencil stands in a line without the name */
function widthsWithLonePencil(row: HTMLElement): number[] {
  const name = row.querySelector("h3 bdi");
  const pencil = row.querySelector("h3 + button");
  if (!name || !pencil) throw new Error("The row has no name with a pencil.");
  const widths = Array.from({ length: 60 }, (_, index) => 200 + index * 4);
  const lone = widths.filter((width) => {
    row.style.width = `${width}px`;
    const lastLine = [...name.getClientRects()].at(-1);
    const { top, bottom } = pencil.getBoundingClientRect();
    return !lastLine || (top + bottom) / 2 > lastLine.bottom;
  });
  row.style.removeProperty("width");
  return lone;
}

test("in a low window (400 % zoom), and with large text, nothing overlaps; the focus goes from row to row", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  for (let more = 0; more < 4; more += 1) await signInOverHttp(server, account);
  await signIn(page, account);
  await openDeviceScreen(page);
  // 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10).
  await page.setViewportSize({ width: 320, height: 256 });
  await page.getByRole("button", { name: "Sign out all others" }).click();
  const text = await confirmDialog(page).getByText("They’re signed out right away").boundingBox();
  const button = await confirmDialog(page).getByRole("button", { name: "Sign out 4 devices" }).boundingBox();
  expect(text && button && text.y + text.height).toBeLessThanOrEqual(button?.y ?? 0);
  await page.keyboard.press("Escape");

  const names = await otherDevices(page).getByRole("heading").allTextContents();
  const rowAt = (index: number) =>
    otherDevices(page).filter({ has: page.getByRole("heading", { name: names[index] ?? "", exact: true }) });
  expect(await rowAt(0).evaluate(widthsWithLonePencil)).toEqual([]);
  for (const percent of [100, 150, 200]) {
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = `${size}%`;
    }, percent);
    await expectApart(rowAt(0));
  }
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));

  await pressSignOut(rowAt(1));
  await confirmSignOut(page);
  await expect(rowAt(2)).toBeFocused();
  await pressSignOut(rowAt(3));
  await confirmSignOut(page);
  await expect(rowAt(2)).toBeFocused();
  await page.getByRole("button", { name: "Sign out all others" }).click();
  await confirmSignOut(page, "Sign out 2 devices");
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
});

test("cancelling the confirmation dialog signs no device out; it closes when its device signs out by itself", async ({
  page,
  twoDevices,
}) => {
  const { other } = twoDevices;
  await pressSignOut(otherDevices(page));
  await pressOn(confirmDialog(page).getByRole("button", { name: "Cancel" }), "Escape");
  await expect(confirmDialog(page)).toHaveCount(0);
  await expect(otherDevices(page).getByRole("button", { name: /^Sign out / })).toBeFocused();
  await act(other);
  await expect(other).toHaveURL("/profile/security");

  await pressSignOut(otherDevices(page));
  await expect(confirmDialog(page)).toBeVisible();
  await signOut(other);
  await expect(page.getByText("Firefox on Linux is already signed out")).toBeVisible();
  await expect(confirmDialog(page)).toHaveCount(0);
});

test("sign out all others: the dialog names and counts them, and this device stays signed in", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  const others = [await newDevice({ userAgent: FIREFOX }), await newDevice({ userAgent: IPHONE })];
  for (const device of [...others, page]) {
    await signIn(device, account);
    await openDeviceScreen(device);
  }
  await page.getByRole("button", { name: "Sign out all others" }).click();
  await expect(confirmDialog(page)).toContainText("Sign out 2 other devices?");
  await expect(confirmDialog(page).getByRole("listitem")).toContainText([
    "Safari on iOS",
    "Firefox on Linux",
  ]);
  await expect(confirmDialog(page)).toContainText("You stay signed in here.");
  await confirmSignOut(page, "Sign out 2 devices");
  await expect(otherDevices(page)).toHaveCount(0);

  for (const device of others) {
    const told = new RegExp(`You ended this session from ${THIS_BROWSER}, today at \\d`);
    await expectSessionEnded(device, account, { told });
    await chooseAnotherAccount(device, told);
    await expect(device).toHaveURL("/login?returnTo=%2Fprofile");
    await expect(device.getByText(account.email)).toHaveCount(0);
  }
  await act(page);
  await expect(page).toHaveURL("/profile/security");
});

test("sign out everywhere signs this device out, too", async ({ page, twoDevices }) => {
  const { account, other } = twoDevices;
  const visits = recordNavigations(page);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(confirmDialog(page).getByRole("listitem")).toContainText([/This device/, "Firefox on Linux"]);
  await confirmSignOut(page, "Sign out 2 devices");
  // The device that did it goes to the sign-in page; the other one offers to sign in again in place.
  const told = new RegExp(`You signed out everywhere from ${THIS_BROWSER}, today at \\d`);
  await expect(page.getByText(told)).toBeVisible();
  await expect(page).toHaveURL("/login");
  expect(visits).toEqual(["/login?reason=revoked_everywhere"]);
  await expectSessionEnded(other, account, { told });
});

test("the header signs this device out, and its row has no second button", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  await page.goto("/profile");
  await expect(thisDevice(page).getByRole("button", { name: /^Sign out/ })).toHaveCount(0);
  await signOut(page);
  await expect(page).toHaveURL("/login");
});

test("a sign-out that fails puts the device back in the list, and the dialog says why", async ({
  page,
  expectConsole,
  pageAndPhone: _,
}) => {
  expectConsole(/net::ERR_FAILED/);
  await page.clock.install();
  await openDeviceScreen(page);
  await page.route("/api/sessions/*", (route) => route.abort());
  await pressSignOut(otherDevices(page));
  await confirmSignOut(page);
  // The client retries for a while; meanwhile the server has answered other requests.
  await passTimeUntil(page, () =>
    expect(confirmDialog(page).getByRole("alert")).toContainText("We couldn’t connect a moment ago.", SOON),
  );
  await confirmDialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(otherDevices(page)).toHaveCount(1);
});

test("offline the device list stays, and its buttons are disabled until the connection is back", async ({
  page,
  context,
  twoDevices: _,
}) => {
  const end = otherDevices(page).getByRole("button", { name: /^Sign out / });
  await expect(end).toBeEnabled();
  await context.setOffline(true);
  await expect(page.getByText("You’re offline. This list may be out of date.")).toBeVisible();
  await expect(end).toBeDisabled();
  await expect(page.getByRole("button", { name: "Sign out all others" })).toBeDisabled();

  await context.setOffline(false);
  await expect(page.getByText("You’re offline.")).toBeHidden();
  await pressSignOut(otherDevices(page));
  await confirmSignOut(page);
  await expect(otherDevices(page)).toHaveCount(0);
});
