import type { BrowserContext, Page } from "@playwright/test";
import { signOut } from "@/e2e/support/account-menu";
import { openDeviceScreen, renameDevice, thisDevice } from "@/e2e/support/device-screen";
import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { openHydrated } from "@/e2e/support/hydration";
import { expect, test } from "@/e2e/support/test";

/** Collects, from now on, the tokens of a browser, and everything that its pages expose. */
function watch(browser: BrowserContext) {
  const tokens = new Set<string>();
  const seen: string[] = [];
  browser.on("console", (message) => seen.push(message.text()));
  browser.on("request", (request) => {
    seen.push(request.url(), request.headers().referer ?? "");
    const bearer = request.headers().authorization?.replace("Bearer ", "");
    if (bearer) tokens.add(bearer);
  });
  browser.on("response", async (response) => {
    if (response.request().resourceType() === "document") {
      seen.push(await response.text().catch(() => ""));
    }
  });
  return { tokens, seen };
}

/** Collects everything that a page's scripts can read. */
async function whatLiesAbout(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    location.href,
    JSON.stringify(history.state),
    document.cookie,
    document.documentElement.outerHTML,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    JSON.stringify(await indexedDB.databases()),
    JSON.stringify(await caches.keys()),
    JSON.stringify(performance.getEntries()),
  ]);
}

test("no token is anywhere but in memory and in cookies scripts cannot read", async ({
  page,
  context,
  newUser,
}) => {
  const account = await newUser();
  const { tokens, seen } = watch(context);
  // Another tab receives the messages between tabs. The page itself is observed on every channel it might open.
  await context.addInitScript(() => {
    const { postMessage } = BroadcastChannel.prototype;
    BroadcastChannel.prototype.postMessage = function (message) {
      console.info(`${this.name}: ${JSON.stringify(message)}`);
      return postMessage.call(this, message);
    };
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      console.info(`stored ${key}: ${value}`);
      return setItem.call(this, key, value);
    };
  });
  const look = async () => {
    for (const { name, value } of await context.cookies()) {
      if (name.includes("latchkey_refresh")) tokens.add(value);
    }
    seen.push(...(await whatLiesAbout(page)));
  };

  await page.goto("/login?returnTo=%2Fprofile");
  await waitForHydration(page);
  await submitSignIn(page, account);
  await page.waitForURL("/profile");
  await look();
  await openDeviceScreen(page);
  await renameDevice(thisDevice(page), "Searched");
  await expect(thisDevice(page)).toContainText("Searched");
  await look();
  await page.getByRole("link", { name: "Dashboard" }).click();
  await page.waitForURL("/dashboard");
  await look();
  await page.goto("/profile/security");
  await page.getByLabel("Current password", { exact: true }).fill(account.password);
  await page.getByLabel("New password", { exact: true }).fill("seven quiet lanterns in a row");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed. Other devices are signed out.")).toBeVisible();
  await look();
  await signOut(page);
  await page.waitForURL("/login");
  await look();

  // Proves that the search can find a token.
  expect(tokens.size).toBeGreaterThanOrEqual(4);
  expect(seen.join("\n")).toContain('latchkey: "signed-out"');
  for (const token of tokens) {
    expect(token.length).toBeGreaterThan(40);
    expect(seen.filter((text) => text.includes(token))).toEqual([]);
    // Nor a part of one: the secret of a token is its end.
    expect(seen.filter((text) => text.includes(token.slice(-40)))).toEqual([]);
  }
});

test("scripts see three cookies, and none is a secret", async ({ page, context, newUser, signIn }) => {
  await signIn(page, await newUser(), { rememberMe: true });
  await openHydrated(page, "/dashboard");
  await page.getByRole("radio", { name: "Dark theme" }).check({ force: true });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const readable = await page.evaluate(() => document.cookie.split("; ").map((pair) => pair.split("=")[0]));
  expect(readable.sort()).toEqual(["latchkey_epoch", "latchkey_theme", "latchkey_zone"]);
  const rest = (await context.cookies()).filter(({ name }) => !readable.includes(name));
  expect(rest.map(({ name }) => name.split(".")[0]).sort()).toEqual(["latchkey_browser", "latchkey_refresh"]);
  for (const { httpOnly, sameSite } of rest)
    expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: "Lax" });

  // Those that scripts see do not sign a browser in.
  const epoch = (await context.cookies()).filter(({ name }) => readable.includes(name));
  await context.clearCookies();
  await context.addCookies(epoch);
  await page.goto("/profile");
  await expect(page).toHaveURL("/login?returnTo=%2Fprofile");
});
