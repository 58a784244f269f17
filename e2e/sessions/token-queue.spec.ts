import type { BrowserContext, Page } from "@playwright/test";
import type { TestAccount } from "@/e2e/support/accounts";
import {
  confirmSignOut,
  openDeviceScreen,
  otherDevices,
  pressSignOut,
  thisDevice,
} from "@/e2e/support/device-screen";
import { recordNavigations, recordRefreshes, recordRequests } from "@/e2e/support/requests";
import { expectSessionEnded, signInAgain } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";
import { THIS_BROWSER } from "@/e2e/support/user-agents";

const CALLS = 10;
const LIST = "/api/sessions";

/** Another tab announces ten times that the devices have changed, so the first one requests them ten times at once. */
async function announceTenTimes(context: BrowserContext): Promise<void> {
  const other = await context.newPage();
  await other.goto("/icon.svg");
  await other.evaluate((times) => {
    const channel = new BroadcastChannel("latchkey");
    for (let time = 0; time < times; time++) channel.postMessage("sessions-changed");
  }, CALLS);
}

const bearerOf = (request: { headers(): Record<string, string> }) => request.headers().authorization;

test("ten calls refused at once cause one refresh, and all ten are sent again", async ({
  page,
  context,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  await openDeviceScreen(page);
  const calls = recordRequests(context, "GET", LIST);
  const refreshes = recordRefreshes(context);
  let stale: string | undefined;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(LIST, async (route) => {
    stale ??= bearerOf(route.request());
    if (bearerOf(route.request()) !== stale) return route.continue();
    await route.fulfill({ status: 401, json: { error: "token_expired", message: "Expired." } });
  });
  await page.route("/api/auth/refresh", async (route) => {
    await held;
    await route.continue();
  });

  await announceTenTimes(context);
  await expect.poll(() => refreshes.length).toBe(1);
  await expect.poll(() => calls.length).toBe(CALLS);
  // While the refresh runs, further calls wait for it, too.
  await announceTenTimes(context);
  await expect(thisDevice(page)).toBeVisible();
  expect(calls.length).toBe(CALLS);

  release();
  await expect.poll(() => calls.length).toBe(3 * CALLS);
  await expect.poll(async () => (await Promise.all(calls.map((call) => call.response()))).length).toBe(30);
  const answers = await Promise.all(calls.map(async (call) => (await call.response())?.status()));
  expect(answers).toEqual([...Array(CALLS).fill(401), ...Array(2 * CALLS).fill(200)]);
  expect(new Set(calls.map(bearerOf)).size).toBe(2);
  expect(refreshes.length).toBe(1);
  await expect(thisDevice(page)).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
});

/** The refused refresh says less than the server's answer to the question who is signed in, and either may come first. */
const told =
  /You ended this session from (?:another of your devices\.|Headless Chrome on Windows, today at \d)/;

/**
 * Sends ten calls at once from a page whose session was ended on another device. Its event stream is blocked, so that
 * the page learns of the end by its own requests.
 */
async function endUnderTenCalls(page: Page, there: Page, account: TestAccount) {
  const context = page.context();
  await page.route("/api/session/events", () => {});
  await openDeviceScreen(page);
  await openDeviceScreen(there);
  const calls = recordRequests(context, "GET", LIST);
  const refreshes = recordRefreshes(context);
  const visits = recordNavigations(page);
  await pressSignOut(otherDevices(there));
  await confirmSignOut(there);
  await expect(otherDevices(there)).toHaveCount(0);
  await announceTenTimes(context);
  await expectSessionEnded(page, account, { told });
  expect([calls.length, refreshes.length]).toEqual([CALLS, 1]);
  expect(visits).toEqual([]);
  return { calls, visits };
}

test.describe("a refused refresh blanks the page once, and ten calls wait for the sign-in", () => {
  let account: TestAccount;
  let there: Page;
  test.beforeEach(async ({ page, newUser, signIn, newDevice }) => {
    account = await newUser();
    there = await newDevice();
    for (const device of [page, there]) await signIn(device, account);
  });

  test("after signing in again all ten calls are answered, on the same page", async ({ page }) => {
    const { calls, visits } = await endUnderTenCalls(page, there, account);
    await signInAgain(page, account);
    // And one more, because a new session makes every tab's list outdated.
    await expect.poll(() => calls.length).toBe(2 * CALLS + 1);
    const answers = await Promise.all(calls.map(async (call) => (await call.response())?.status()));
    expect(answers).toEqual([...Array(CALLS).fill(401), ...Array(CALLS + 1).fill(200)]);
    expect(new Set(calls.map(bearerOf)).size).toBe(2);
    await expect(thisDevice(page)).toBeVisible();
    await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
    expect(visits).toEqual([]);
  });

  test("choosing another account navigates once, blanks the page, and sends no call again", async ({
    page,
  }) => {
    const { calls, visits } = await endUnderTenCalls(page, there, account);
    // "No content" keeps the page in place long enough to inspect it.
    await page.route(/\/login/, (route) => route.fulfill({ status: 204 }));
    await page.getByRole("button", { name: "Use another account" }).click();
    await expect.poll(() => visits).toEqual(["/login?reason=user&returnTo=%2Fprofile"]);
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
    await expect(page.getByRole("main")).toHaveCount(0);
    for (const text of [account.name, account.email]) await expect(page.getByText(text)).toHaveCount(0);
    expect(calls.length).toBe(CALLS);

    await page.unroute(/\/login/);
    await page.goto(visits[0] ?? "");
    const told = new RegExp(`You ended this session from ${THIS_BROWSER}, today at \\d`);
    await expect(page.getByText(told)).toBeVisible();
    expect(visits).toHaveLength(2);
  });
});
