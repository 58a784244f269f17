import type { BrowserContext, Page } from "@playwright/test";
import { signOut } from "@/e2e/support/account-menu";
import { signInOverHttp, type TestAccount } from "@/e2e/support/accounts";
import { expireSessions } from "@/e2e/support/database";
import { openDeviceScreen, renameDevice, thisDevice } from "@/e2e/support/device-screen";
import type { SharedServer } from "@/e2e/support/http-test";
import { expect, test } from "@/e2e/support/test";

/** A browser with its back/forward cache, which Playwright turns off by default and the headless build lacks. */
test.use({
  launchOptions: [
    ({ launchOptions }, use) =>
      use({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
    { scope: "worker" },
  ],
});

const SECRET = "Known to its owner only";

/** Some browsers cache a page despite `no-store`. Chromium obeys it, so the header is removed. */
async function keepPages(context: BrowserContext): Promise<void> {
  await context.route("**", async (route) => {
    if (!route.request().isNavigationRequest()) return route.continue();
    const response = await route.fetch({ maxRedirects: 0, maxRetries: 2 });
    const { "cache-control": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
}

/** Visits private pages; the last one shows private data. */
async function walkAround(page: Page): Promise<void> {
  await page.goto("/dashboard");
  await page.goto("/profile/activity");
  await openDeviceScreen(page);
  await renameDevice(thisDevice(page), SECRET);
  await expect(thisDevice(page)).toContainText(SECRET);
}

/** Goes back in the browser's history, and waits until another document is shown. */
async function goBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { isBeforeBack: true });
    setTimeout(() => history.back());
  });
  await page.waitForFunction(() => !("isBeforeBack" in window));
}

/** Goes back several times and expects nothing but the sign-in page. */
async function expectNothingPrivateBehind(page: Page, { name, email }: TestAccount): Promise<void> {
  for (let steps = 0; steps < 2; steps++) {
    await goBack(page);
    await expect(page).toHaveURL(/\/login/);
    await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    for (const text of [SECRET, name, email]) await expect(page.getByText(text)).toHaveCount(0);
  }
}

interface Scene {
  context: BrowserContext;
  server: SharedServer;
  account: TestAccount;
}

const ends: [story: string, end: (scene: Scene) => Promise<unknown>][] = [
  [
    "a logout in another tab",
    async ({ context }) => {
      const tab = await context.newPage();
      await tab.goto("/dashboard");
      await signOut(tab);
      await tab.waitForURL("/login");
    },
  ],
  [
    "the end from another device",
    async ({ server, account }) => (await signInOverHttp(server, account)).post("/api/sessions/revoke-all"),
  ],
  ["the idle limit", async ({ server, account }) => expireSessions(server, account)],
];

for (const kept of [false, true]) {
  test.describe(kept ? "a browser that keeps pages" : "a browser that asks again", {
    tag: "@full-browser",
  }, () => {
    if (kept) test.beforeEach(({ context }) => keepPages(context));

    for (const [story, end] of ends) {
      test(`the Back button after ${story} shows nothing private`, async ({
        page,
        context,
        server,
        newUser,
        signIn,
      }) => {
        const account = await newUser("Robin Unmistakable");
        await signIn(page, account);
        await walkAround(page);
        await page.goto("/");
        await end({ context, server, account });
        await expectNothingPrivateBehind(page, account);
      });
    }

    test("the Back button after signing out shows nothing private in any tab", async ({
      page,
      context,
      newUser,
      signIn,
    }) => {
      const account = await newUser("Robin Unmistakable");
      await signIn(page, account);
      const other = await context.newPage();
      for (const tab of [page, other]) await walkAround(tab);
      await signOut(page);
      for (const tab of [page, other]) {
        await expect(tab).toHaveURL("/login");
        await expectNothingPrivateBehind(tab, account);
      }
    });

    test("the Back button to a page that was never hydrated shows nothing private", async ({
      page,
      context,
      server,
      newUser,
      signIn,
      expectConsole,
    }) => {
      expectConsole(/net::ERR_FAILED/);
      const account = await newUser("Robin Unmistakable");
      await signIn(page, account);
      const scripts = "**/_next/static/**/*.js";
      await context.route(scripts, (route) => route.abort());
      await page.goto("/dashboard", { waitUntil: "commit" });
      await expect(page.getByText(account.name).first()).toBeVisible();
      await context.unroute(scripts);
      await page.goto("/");
      await expireSessions(server, account);
      await goBack(page);
      await expect(page).toHaveURL(/\/login/);
      await expect(page.getByText(account.name)).toHaveCount(0);
    });

    test("the Back button works while signed in", async ({ page, context, newUser, signIn }) => {
      await context.addInitScript(() =>
        addEventListener("pageshow", ({ persisted }) => {
          document.documentElement.dataset.kept = String(persisted);
        }),
      );
      await signIn(page, await newUser());
      await walkAround(page);
      // A busy browser may drop a page that it has kept; then it is left once more.
      await expect(async () => {
        await page.goto("/forgot-password");
        await goBack(page);
        await expect(thisDevice(page)).toContainText(SECRET);
        await expect(page.locator("html")).toHaveAttribute("data-kept", String(kept), { timeout: 1_000 });
      }).toPass();
    });
  });
}
