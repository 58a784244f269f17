/** `COOKIE_DOMAIN` in a browser: two hosts of one domain, and a third one that has a longer name than ours. */
import { signUpOverHttp } from "@/e2e/support/accounts";
import { openDeviceScreen } from "@/e2e/support/device-screen";
import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { waitForNoRequests } from "@/e2e/support/requests";
import { startServer } from "@/e2e/support/server";
import { expect, test } from "@/e2e/support/test";

const DOMAIN = "app.localhost";

test("a sign-in on one host holds on the other, a sign-out too, and cookies of before are removed", async ({
  browser,
}) => {
  const app = await startServer({ host: `one.${DOMAIN}`, env: { COOKIE_DOMAIN: DOMAIN } });
  const context = await browser.newContext({ baseURL: app.origin });
  const other = `http://two.${DOMAIN}:${app.port}`;
  const domains = async () => {
    const found = await context.cookies();
    const ours = found.filter(({ name, value }) => /^latchkey_(?!zone$)/.test(name) && value !== "");
    return [...new Set(ours.map(({ domain }) => domain))];
  };
  try {
    const { account } = await signUpOverHttp(app);
    // From before the domain was set: for the host alone, and under the same name on plain http.
    await context.addCookies([{ name: "latchkey_browser", value: "of before", url: app.origin }]);
    const page = await context.newPage();
    await page.goto("/login");
    await waitForHydration(page);
    await submitSignIn(page, account);
    await expect(page).toHaveURL(/\/dashboard/);
    expect(await domains()).toEqual([`.${DOMAIN}`]);

    const beside = await context.newPage();
    const isSignedIn = async (origin: string) => {
      const answer = await beside.goto(`${origin}/api/session`);
      return (await answer?.json())?.authenticated;
    };
    expect(await isSignedIn(other)).toBe(true);
    expect(await isSignedIn(`http://localhost:${app.port}`)).toBe(false);
    expect(await isSignedIn(`http://evil-${DOMAIN}:${app.port}`)).toBe(false);

    // Its first refresh is over by then: the answer to one that is under way would bring a cookie of the ended session.
    await openDeviceScreen(page);
    await waitForNoRequests(page);
    // The page hears of it at once, and leaves: nothing is asked of it before it has.
    await page.evaluate(() => void fetch("/api/auth/logout", { method: "POST", keepalive: true }));
    await expect(page).toHaveURL(/\/login/);
    expect(await isSignedIn(other)).toBe(false);
    const left = (await context.cookies()).filter(({ name }) => name.startsWith("latchkey_refresh."));
    expect(left).toEqual([]);
  } finally {
    await context.close();
    await app.stop();
  }
});
