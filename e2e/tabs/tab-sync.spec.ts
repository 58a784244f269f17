import type { BrowserContext, Page, Request } from "@playwright/test";
import { signOut } from "@/e2e/support/account-menu";
import { openDeviceScreen, otherDevices, renameDevice, thisDevice } from "@/e2e/support/device-screen";
import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { recordNavigations, recordRefreshes, recordRequests, sessionOf } from "@/e2e/support/requests";
import { advanceClocks, sleepMachine } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

/** Seconds. */
const TOKEN_LIFE = 60;

test.use({ settings: { env: { ACCESS_TOKEN_TTL: String(TOKEN_LIFE) } } });

/** Opens the device screen in another tab of the same browser. */
async function openTab(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage();
  await openDeviceScreen(tab);
  return tab;
}

/** Opens the sign-in page in another tab of the same browser, and waits until it is hydrated. */
async function openLogin(context: BrowserContext, query = ""): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`/login${query}`);
  await waitForHydration(tab);
  return tab;
}

test("signing out in one tab clears all tabs of this browser, and of no other browser", async ({
  context,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  const elsewhere = (await newDevice()).context();
  for (const browser of [context, elsewhere]) {
    const first = await browser.newPage();
    await signIn(first, account);
    await first.close();
  }
  const [here, besideIt] = [await openTab(context), await openTab(context)];
  const [there, besideThat] = [await openTab(elsewhere), await openTab(elsewhere)];

  const visits = [recordNavigations(here), recordNavigations(besideIt)];
  await signOut(here);
  await expect(here).toHaveURL("/login");
  await expect(besideIt).toHaveURL("/login");
  // With the time, if the tab asked before the session's cookie was removed.
  await expect(besideIt.getByText(/^You(’re)? signed out/)).toBeVisible();
  await expect(besideIt.getByText(account.name)).toHaveCount(0);
  // Each tab navigates once: the one that signed out and the ones that were notified.
  expect(visits).toEqual([["/login"], ["/login?reason=signed_out"]]);

  // A device that stays signed in sees the ended one leave its list, and keeps working.
  await there.reload();
  await expect(otherDevices(there)).toHaveCount(0);
  for (const tab of [there, besideThat]) {
    await renameDevice(thisDevice(tab), `Still here ${tab === there}`);
    await expect(thisDevice(besideThat)).toContainText(`Still here ${tab === there}`);
    await expect(tab).toHaveURL("/profile");
  }
});

test("a tab that is loading during another tab's sign-out goes to the sign-in page, too", async ({
  context,
  page,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  await openDeviceScreen(page);
  const loading = await context.newPage();
  const visits = recordNavigations(loading);
  // The page is rendered before the sign-out, and its scripts start after it.
  const signedOut = Promise.withResolvers<void>();
  await loading.route("**/*.js", async (route) => {
    await signedOut.promise;
    await route.continue();
  });
  await loading.goto("/profile", { waitUntil: "commit" });
  await signOut(page);
  await expect(page).toHaveURL("/login");
  signedOut.resolve();
  await expect(loading).toHaveURL("/login");
  await expect(loading.getByText(/^You(’re)? signed out/)).toBeVisible();
  await expect(loading.getByText(account.email)).toHaveCount(0);
  expect(visits).toEqual(["/profile", "/login?reason=signed_out"]);
});

test("signing in moves on the other tabs that show the sign-in page", async ({ context, newUser }) => {
  const account = await newUser("Robin Example");
  const waiting = await openLogin(context, "?returnTo=%2Fprofile%2Fsecurity");
  const here = await openLogin(context);
  await submitSignIn(here, account);
  await expect(here).toHaveURL("/dashboard");
  await expect(waiting).toHaveURL("/profile/security");
  await expect(waiting.getByRole("banner")).toContainText("Robin Example");
});

test("when another user signs in, no tab keeps showing the previous user, and none goes on without a click", async ({
  page,
  context,
  newUser,
  signIn,
}) => {
  const [ada, robin] = [await newUser("Ada Before"), await newUser("Robin After")];
  await signIn(page, ada);
  const tab = await openTab(context);
  await expect(tab.getByRole("banner")).toContainText("Ada Before");
  await page.goto("/login?add");
  await submitSignIn(page, robin);
  await expect(page).toHaveURL("/dashboard");
  await expect(tab.getByRole("heading", { name: "You switched accounts" })).toBeVisible();
  await expect(tab.getByRole("heading", { name: "Devices" })).toBeHidden();
  await tab.getByRole("button", { name: "Continue as Robin After" }).click();
  await expect(tab.getByRole("heading", { name: "Hello, Robin After" })).toBeVisible();
  await expect(tab.getByText("Ada Before").filter({ visible: true })).toHaveCount(0);
});

test("a device renamed in one tab shows the new name in the other tabs", async ({
  page,
  context,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  const [here, besideIt] = [await openTab(context), await openTab(context)];
  await renameDevice(thisDevice(here), "Kitchen table");
  await expect(thisDevice(besideIt)).toContainText("Kitchen table");
});

test("four tabs that wake with an expired token refresh once", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  const tabs: Page[] = [];
  for (let count = 0; count < 4; count++) tabs.push(await openTab(context));
  const refreshes = recordRefreshes(context);
  const calls = recordRequests(context, "PATCH", `/api/sessions/${await currentId(page)}`);
  await sleepMachine(server, context, TOKEN_LIFE + 1);
  await Promise.all(tabs.map((tab, number) => renameDevice(thisDevice(tab), `Tab ${number}`)));
  await expect.poll(() => calls.length).toBe(4);
  expect(refreshes.length).toBe(1);
  expect(new Set(calls.map(bearerOf)).size).toBe(1);
  expect(await Promise.all(calls.map(async (call) => (await call.response())?.status()))).toEqual(
    Array(4).fill(200),
  );
});

test("without Web Locks tabs keep working, and sign out together", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined }),
  );
  await signIn(page, await newUser());
  const tabs = [await openTab(context), await openTab(context)];
  await advanceClocks(server, context, TOKEN_LIFE + 1);
  await Promise.all(tabs.map((tab, number) => renameDevice(thisDevice(tab), `Tab ${number}`)));
  for (const tab of tabs) await expect(tab).toHaveURL("/profile");
  await signOut(tabs[0] ?? page);
  for (const tab of tabs) await expect(tab).toHaveURL(/\/login/);
});

const bearerOf = (request: Request) => request.headers().authorization;

async function currentId(page: Page): Promise<string> {
  return (await sessionOf(page)).id;
}
