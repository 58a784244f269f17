import type { Page } from "@playwright/test";
import { signInOverHttp } from "@/e2e/support/accounts";
import { addDevices } from "@/e2e/support/database";
import {
  confirmDialog,
  confirmSignOut,
  endedDevices,
  openDeviceScreen,
  otherDevices,
  pressSignOut,
  renameDevice,
  thisDevice,
} from "@/e2e/support/device-screen";
import { recordNavigations } from "@/e2e/support/requests";
import { chooseAnotherAccount, expectSessionEnded, signInAgain } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";
const DAY = 86_400_000;
/** By whichever of its names the browser under test goes. */
const HERE = "Chrom(?:e|ium) on Windows";

/** A device that goes on working: the next thing it does is to open another page of the app. */
async function act(page: Page): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Security" }).click();
}

test.describe("before any script", () => {
  test.use({ javaScriptEnabled: false });

  test("the devices are there, this one apart", async ({ page, newDevice, newUser, signIn }) => {
    const account = await newUser();
    await signIn(page, account);
    await signIn(await newDevice({ userAgent: FIREFOX }), account);
    await page.goto("/profile");
    await expect(thisDevice(page).getByRole("heading", { level: 3 })).toHaveText("Chrome on Windows");
    await expect(thisDevice(page)).toContainText("Active now");
    await expect(otherDevices(page)).toHaveCount(1);
    await expect(otherDevices(page).getByRole("heading", { level: 3 })).toHaveText("Firefox on Linux");
    await expect(otherDevices(page)).toContainText(/Expires in 30 days, or after 30 minutes of inactivity/);
  });
});

test("each device says what it is and since when; its address is folded away", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(await newDevice({ userAgent: IPHONE }), account, { rememberMe: true });
  await signIn(page, account);
  await page.goto("/profile");
  const phone = otherDevices(page);
  await expect(phone.getByRole("heading")).toHaveText("Safari on iOS");
  await expect(phone).toContainText("Local network");
  await expect(phone).toContainText("Ends in 90 days, or after 14 days idle");
  await expect(phone).not.toContainText("()");
  await expect(phone.getByText("IP address at sign-in")).toBeHidden();
  await phone.getByText("Details").click();
  await expect(phone.getByText("IP address at sign-in")).toBeVisible();
  await expect(phone.getByText(IPHONE)).toBeVisible();
});

test("a person renames a device, changes their mind, and gives it its own name back", async ({
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
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(device.getByRole("heading", { name: "Kitchen table", exact: true })).toBeVisible();

  await renameDevice(device, "");
  await expect(device.getByRole("heading", { name: "Chrome on Windows", exact: true })).toBeVisible();
});

test("a device ended from another one is blank at once, is told who did it, and can go on with the password", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  const other = await newDevice({ userAgent: FIREFOX });
  for (const device of [other, page]) {
    await signIn(device, account);
    await openDeviceScreen(device);
  }
  await pressSignOut(otherDevices(page));
  await expect(confirmDialog(page)).toContainText("Sign out Firefox on Linux?");
  await confirmSignOut(page);
  await expect(otherDevices(page)).toHaveCount(0);
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
  // Not on the next best button: one more key would do what nobody has asked for.
  await expect(page.getByRole("main")).toBeFocused();
  await expect(endedDevices(page).first()).toContainText("Firefox on Linux");
  await expect(endedDevices(page).first()).toContainText(new RegExp(`You ended this session from ${HERE}`));
  await expect(page).toHaveURL("/profile");

  await expectSessionEnded(other, account, {
    told: new RegExp(`You ended this session from ${HERE}, today at \\d`),
  });
  await signInAgain(other, account);
  await expect(other).toHaveURL("/profile");
  await expect(thisDevice(other)).toContainText("Firefox on Linux");
  await expect(otherDevices(page)).toHaveCount(1);
  await page.goto("/profile/activity");
  await expect(page.getByText("A session ended: Firefox on Linux")).toBeVisible();
});

test("in a low window a sheet scrolls, and nothing of it lies over anything else", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  for (let more = 0; more < 3; more += 1) await signInOverHttp(server, account);
  await signIn(page, account);
  await openDeviceScreen(page);
  // 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10).
  await page.setViewportSize({ width: 320, height: 256 });
  await page.getByRole("button", { name: "Sign out all others" }).click();
  const text = await confirmDialog(page).getByText("They’re signed out right away").boundingBox();
  const button = await confirmDialog(page).getByRole("button", { name: "Sign out 3 devices" }).boundingBox();
  expect(text && button && text.y + text.height).toBeLessThanOrEqual(button?.y ?? 0);
  await confirmSignOut(page, "Sign out 3 devices");
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
});

test("nothing ends while the sheet is only asked, or cancelled", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  const other = await newDevice({ userAgent: FIREFOX });
  for (const device of [other, page]) {
    await signIn(device, account);
    await openDeviceScreen(device);
  }
  await pressSignOut(otherDevices(page));
  await expect(confirmDialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(confirmDialog(page)).toHaveCount(0);
  await expect(otherDevices(page).getByRole("button", { name: /^Sign out / })).toBeFocused();
  await act(other);
  await expect(other).toHaveURL("/profile/security");
});

test("all others end after a sheet has named and counted them; this one goes on", async ({
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
    const told = new RegExp(`You ended this session from ${HERE}, today at \\d`);
    await expectSessionEnded(device, account, { told });
    await chooseAnotherAccount(device, told);
    await expect(device).toHaveURL("/login?returnTo=%2Fprofile");
    await expect(device.getByText(account.email)).toHaveCount(0);
  }
  await act(page);
  await expect(page).toHaveURL("/profile/security");
});

test("everywhere ends this device, too", async ({ page, newDevice, newUser, signIn }) => {
  const account = await newUser();
  const other = await newDevice({ userAgent: FIREFOX });
  for (const device of [other, page]) {
    await signIn(device, account);
    await openDeviceScreen(device);
  }
  const visits = recordNavigations(page);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(confirmDialog(page).getByRole("listitem")).toContainText([/This device/, "Firefox on Linux"]);
  await confirmSignOut(page, "Sign out 2 devices");
  // Who does it leaves, and is asked for nothing; the others wait.
  const told = new RegExp(`You signed out everywhere from ${HERE}, today at \\d`);
  await expect(page.getByText(told)).toBeVisible();
  await expect(page).toHaveURL("/login");
  expect(visits).toEqual(["/login?reason=revoked_everywhere"]);
  await expectSessionEnded(other, account, { told });
});

test("signing out on this device itself needs no sheet", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  await page.goto("/profile");
  await pressSignOut(thisDevice(page));
  await expect(page).toHaveURL("/login");
});

test("the history says how each session ended", async ({ page, server, newUser, signIn }) => {
  const account = await newUser();
  await signIn(page, account);
  const ends: [reason: string, words: string][] = [
    ["idle", "Signed out after a period of inactivity"],
    ["absolute", "Signed out at the maximum session length"],
    ["signed_out", "You signed out"],
    ["user", "You ended this session from another of your devices"],
    ["revoked_everywhere", "You signed out everywhere"],
    ["admin", "An administrator ended this session"],
    ["account_disabled", "An administrator disabled this account"],
    ["reuse_detected", "its sign-in token was used twice"],
    ["password_changed", "This session ended because you changed your password"],
    ["replaced", "A newer sign-in on this browser replaced this session"],
  ];
  const now = Date.now();
  addDevices(
    server,
    account,
    ends.map(([reason], number) => ({
      ended_reason: reason,
      ended_at: now - number * 60_000,
      label: reason,
    })),
  );
  await page.goto("/profile");
  await page
    .getByText("more", { exact: false })
    .filter({ hasText: /^Show \d+ more$/ })
    .click();
  for (const [reason, words] of ends) {
    const ended = endedDevices(page).filter({
      has: page.getByRole("heading", { name: reason, exact: true }),
    });
    await expect(ended).toContainText(words);
  }
});

test("nobody sees the devices of somebody else", async ({ page, newDevice, newUser, signIn }) => {
  const [stranger, other] = [await newUser("A Stranger"), await newDevice({ userAgent: FIREFOX })];
  await signIn(other, stranger);
  await openDeviceScreen(other);
  await renameDevice(thisDevice(other), "The stranger’s own");
  await signIn(page, await newUser());
  await page.goto("/profile");
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign out all others" })).toHaveCount(0);
  expect(await page.content()).not.toContain("The stranger");
});

test("a list that cannot be loaded stays, says so, and loads again when asked", async ({
  page,
  newUser,
  signIn,
  expectConsole,
}) => {
  expectConsole(/status of 500/);
  await signIn(page, await newUser());
  await page.route("/api/sessions", (route) => route.fulfill({ status: 500, body: "broken" }));
  await page.goto("/profile");
  const failure = page.getByRole("alert").filter({ hasText: "This list may be out of date." });
  await expect(failure).toBeVisible();
  await expect(thisDevice(page).getByRole("heading", { level: 3 })).toHaveText("Chrome on Windows");

  await page.unroute("/api/sessions");
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(failure).toHaveCount(0);
});

test("renewals that cannot be loaded say so, and load again when asked", async ({
  page,
  newUser,
  signIn,
  expectConsole,
}) => {
  expectConsole(/status of 500/);
  await signIn(page, await newUser());
  await page.route("/api/sessions/*/timeline", (route) => route.fulfill({ status: 500, body: "broken" }), {
    times: 1,
  });
  await openDeviceScreen(page);
  await thisDevice(page).getByText("Details").click();
  await expect(thisDevice(page).getByText("This couldn’t be loaded.")).toBeVisible();
  await thisDevice(page)
    .getByRole("button", { name: "Try again to load the token refreshes of Chrome on Windows", exact: true })
    .click();
  await expect(thisDevice(page).getByRole("figure")).toContainText("efreshed");
});

test("a device that could not be ended comes back, and the sheet says why", async ({
  page,
  newDevice,
  newUser,
  signIn,
  expectConsole,
}) => {
  expectConsole(/net::ERR_FAILED/);
  const account = await newUser();
  await signIn(await newDevice({ userAgent: FIREFOX }), account);
  await signIn(page, account);
  await openDeviceScreen(page);
  await page.route("/api/sessions/*", (route) => route.abort());
  await pressSignOut(otherDevices(page));
  await confirmSignOut(page);
  await expect(confirmDialog(page).getByRole("alert")).toContainText("We couldn’t connect a moment ago.", {
    // It has been tried again for a while; meanwhile the server has answered to something else.
    timeout: 20_000,
  });
  await confirmDialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(otherDevices(page)).toHaveCount(1);
});

test("without a connection the list stays and nothing can be changed until it is back", async ({
  page,
  context,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(await newDevice({ userAgent: FIREFOX }), account);
  await signIn(page, account);
  await page.goto("/profile");
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

test("fifty devices: no name twice, and a filter to find one", async ({ page, server, newUser, signIn }) => {
  const account = await newUser();
  await signIn(page, account);
  addDevices(
    server,
    account,
    Array.from({ length: 49 }, (_, number) => ({
      label: number === 20 ? "Grandmother’s tablet" : null,
      last_presence_at: Date.now() - (number + 1) * 10_000,
    })),
  );
  await page.goto("/profile");
  await expect(otherDevices(page)).toHaveCount(49);
  const names = await page
    .getByRole("button", { name: /^Sign out ./ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")).filter(Boolean));
  expect(new Set(names).size).toBe(50);

  await page.getByRole("searchbox", { name: "Filter other devices" }).fill("grandmother");
  await expect(otherDevices(page)).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: "1 device found" })).toHaveCount(1);
  await pressSignOut(otherDevices(page));
  await expect(confirmDialog(page)).toContainText("Sign out Grandmother’s tablet?");
});

test("a device that told nothing about itself is still a device", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  const nothing = { user_agent: null, browser: null, browser_version: null, os: null, os_version: null };
  addDevices(server, account, [{ ...nothing, device: "unknown", ip_address: null, location: null }]);
  await page.goto("/profile");
  await expect(otherDevices(page).getByRole("heading")).toHaveText("Unknown device");
  await otherDevices(page).getByText("Details").click();
  await expect(otherDevices(page).getByText("User agent")).toHaveCount(0);
  await expect(otherDevices(page)).not.toContainText(/\(\)|null|undefined/);
  await pressSignOut(otherDevices(page));
  await confirmSignOut(page);
  await expect(otherDevices(page)).toHaveCount(0);
});

test("a device unused for long is shown by when somebody was at it", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account, { rememberMe: true });
  addDevices(server, account, [{ label: "Attic", last_presence_at: Date.now() - 3 * DAY }]);
  await page.goto("/profile");
  await expect(otherDevices(page)).toContainText("Active 3 days ago");
  await expect(otherDevices(page).locator("time").first()).toHaveAttribute("title", /\d{4}/);
});
