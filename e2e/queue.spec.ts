import type { BrowserContext } from "@playwright/test";
import { confirm, endIt, openDevices, otherDevices, thisDevice } from "./support/device-screen";
import { refreshesOf, requestsTo, visitsOf } from "./support/requests";
import { expect, test } from "./support/test";

const CALLS = 10;
const LIST = "/api/sessions";

/** Another tab says ten times that the devices have changed, so the first one asks for them ten times at once. */
async function announceTenTimes(context: BrowserContext): Promise<void> {
  const other = await context.newPage();
  await other.goto("/icon.svg");
  await other.evaluate((times) => {
    const channel = new BroadcastChannel("latchkey");
    for (let time = 0; time < times; time++) channel.postMessage("sessions-changed");
  }, CALLS);
}

const bearerOf = (request: { headers(): Record<string, string> }) => request.headers().authorization;

test("ten calls refused at once cost one refresh, and all ten are sent again", async ({
  page,
  context,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  await openDevices(page);
  const calls = requestsTo(context, "GET", LIST);
  const refreshes = refreshesOf(context);
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

test("a refused refresh rejects all ten, empties the page and leaves once", async ({
  page,
  context,
  newUser,
  signIn,
  newDevice,
}) => {
  const account = await newUser();
  await signIn(page, account);
  await openDevices(page);
  const there = await newDevice();
  await signIn(there, account);
  await openDevices(there);

  const calls = requestsTo(context, "GET", LIST);
  const refreshes = refreshesOf(context);
  const visits = visitsOf(page);
  // "No content" keeps the page where it is: long enough to look at what is left of it.
  await page.route(/\/login/, (route) => route.fulfill({ status: 204 }));

  await endIt(otherDevices(there));
  await confirm(there);
  await expect(otherDevices(there)).toHaveCount(0);
  await announceTenTimes(context);

  await expect.poll(() => visits).toEqual(["/login?reason=user&returnTo=%2Fprofile"]);
  await expect(page.getByRole("main")).toHaveCount(0);
  await expect(page.getByText(account.name)).toHaveCount(0);
  expect([calls.length, refreshes.length]).toEqual([CALLS, 1]);

  await page.unroute(/\/login/);
  await page.goto(visits[0] ?? "");
  await expect(page.getByText("This device was signed out from another one of your devices.")).toBeVisible();
});
