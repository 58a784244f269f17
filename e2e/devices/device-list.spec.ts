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
import { holdScripts, submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { openHydrated } from "@/e2e/support/hydration";
import { expect, test } from "@/e2e/support/test";
import { FIREFOX, MAC_OR_IPAD } from "@/e2e/support/user-agents";

const DAY = 86_400_000;

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the device list is rendered on the server, with this device apart, and a form signs the other out", async ({
    page,
    newDevice,
    newUser,
    signIn,
  }) => {
    const account = await newUser();
    await signIn(page, account);
    await signIn(await newDevice({ userAgent: FIREFOX }), account);
    await page.goto("/profile");
    await expect(thisDevice(page).getByRole("heading", { level: 3 })).toHaveText("Chrome on Windows");
    await expect(thisDevice(page)).toContainText("Active now");
    await expect(otherDevices(page)).toHaveCount(1);
    await expect(otherDevices(page).getByRole("heading", { level: 3 })).toHaveText("Firefox on Linux");
    await expect(otherDevices(page)).toContainText(/Expires in 30 days, or after 30 minutes of inactivity/);
    // The buttons of the rows need scripts, so one form is in their place.
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(1);
    await page.getByLabel("Sign out", { exact: true }).selectOption({ label: "Firefox on Linux" });
    await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
    await expect(otherDevices(page)).toHaveCount(0);
    await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
    await expect(endedDevices(page).filter({ hasText: "Firefox on Linux" })).toHaveCount(1);
  });
});

test("recently signed out devices say how each session ended", async ({ page, server, newUser, signIn }) => {
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
    ["too_many_attempts", "We ended this session after too many incorrect passwords"],
    ["provider", "The service you sign in with ended this session"],
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

test("a user does not see another user's devices", async ({ page, newDevice, newUser, signIn }) => {
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

test("a device list that cannot be loaded shows an error and can be loaded again", async ({
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
  await openHydrated(page, "/profile");
  await expect(otherDevices(page)).toHaveCount(49);
  const names = await page
    .getByRole("button", { name: /^Sign out ./ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")).filter(Boolean));
  expect(names).toHaveLength(49);
  expect(new Set(names).size).toBe(49);

  await page.getByRole("searchbox", { name: "Filter other devices" }).fill("grandmother");
  await expect(otherDevices(page)).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: "1 device found" })).toHaveCount(1);
  await pressSignOut(otherDevices(page));
  await expect(confirmDialog(page)).toContainText("Sign out Grandmother’s tablet?");
});

test("a device that sends no User-Agent shows as an unknown device, and can be signed out", async ({
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

test("a device that was not used for days shows when it was last active", async ({
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

test("a row of the list is two lines high on a desktop and three on a phone", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account, { rememberMe: true });
  const location = JSON.stringify({ city: null, region: null, country: "Italy", countryCode: "IT" });
  addDevices(server, account, [{ last_presence_at: Date.now() - 2 * DAY, location }]);
  await openHydrated(page, "/profile");
  await expect(otherDevices(page)).toContainText("Italy (approximate)");
  for (const [width, height] of [
    [1280, 74],
    [390, 120],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(async () => (await otherDevices(page).boundingBox())?.height)
      .toBeLessThanOrEqual(height);
  }
});

for (const scripts of ["hydrated", "not hydrated"] as const) {
  test(`an iPad is told from a Mac when the sign-in form is ${scripts}`, async ({ newDevice, newUser }) => {
    const account = await newUser();
    // Safari sends no Client Hints.
    const page = await newDevice({
      userAgent: MAC_OR_IPAD,
      extraHTTPHeaders: { "sec-ch-ua-platform": '""' },
    });
    await page.addInitScript(() => Object.defineProperty(navigator, "maxTouchPoints", { value: 5 }));
    const held = scripts === "hydrated" ? null : await holdScripts(page);
    await page.goto("/login?returnTo=%2Fprofile", { waitUntil: held ? "commit" : "load" });
    if (!held) await waitForHydration(page);
    await submitSignIn(page, account);
    await page.waitForURL("/profile", { waitUntil: "commit" });
    held?.release();
    await expect(thisDevice(page).getByRole("heading", { level: 3 })).toHaveText(/ on iPadOS$/);
  });
}
