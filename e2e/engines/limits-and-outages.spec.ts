/** These tests need short limits and a server that stops, so they have a server of their own. */

import { signUpOverHttp } from "@/e2e/support/accounts";
import { startServer } from "@/e2e/support/server";
import { clickNamed, waitFor } from "./engine";
import { expect, test } from "./engine-test";

const IS_HYDRATED = `document.documentElement.hasAttribute("data-hydrated")`;
const IS_HIDDEN = `document.documentElement.hasAttribute("data-blank")`;

test("tokens are renewed beside calls, once for all windows", async ({ newBrowser }) => {
  const server = await startServer({ env: { ACCESS_TOKEN_TTL: "4" } });
  try {
    const { account } = await signUpOverHttp(server);
    const { browser, page } = await newBrowser();
    await page.goto(`${server.url}/login`);
    await page.fill("input[name=email]", account.email);
    await page.fill("input[name=password]", account.password);
    await page.click("form:has(input[name=password]) button[type=submit]");
    await waitFor(page, `location.pathname === "/dashboard" && ${IS_HYDRATED}`);
    const other = await browser.newPage();
    await other.goto(`${server.url}/profile`);
    await waitFor(other, IS_HYDRATED);
    const refreshes = () => server.logs().split('"path":"/api/auth/refresh","status":200').length - 1;
    const before = refreshes();
    await expect.poll(() => refreshes() - before, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    expect(server.logs()).not.toContain('"status":401');
    expect(await page.evaluate(IS_HIDDEN)).toBe(false);
  } finally {
    await server.stop();
  }
});

test("the warning comes before the idle limit, staying signed in moves it, and the ended page says why", async ({
  newBrowser,
  picture,
}) => {
  const server = await startServer({ env: { IDLE_TIMEOUT: "30" } });
  try {
    const { account } = await signUpOverHttp(server);
    const { page } = await newBrowser();
    await page.goto(`${server.url}/login`);
    await page.fill("input[name=email]", account.email);
    await page.fill("input[name=password]", account.password);
    await page.click("form:has(input[name=password]) button[type=submit]");
    await waitFor(page, `location.pathname === "/dashboard" && ${IS_HYDRATED}`);
    await waitFor(page, `document.querySelector("[role=alertdialog]")`, 30_000);
    await picture(page, "expiry-warning");
    await clickNamed(page, "[role=alertdialog] button", "Stay signed in");
    await waitFor(page, `!document.querySelector("[role=alertdialog]")`);
    await waitFor(
      page,
      `${IS_HIDDEN} && document.querySelector("[role=alertdialog] input[type=password]")`,
      60_000,
    );
    await picture(page, "idle");
  } finally {
    await server.stop();
  }
});

test("an unavailable server shows an error, signs no user out, and the page recovers", async ({
  newBrowser,
  picture,
}) => {
  const server = await startServer();
  try {
    const { account } = await signUpOverHttp(server);
    const { page } = await newBrowser();
    await page.goto(`${server.url}/login?returnTo=/profile`);
    await page.fill("input[name=email]", account.email);
    await page.fill("input[name=password]", account.password);
    await page.click("form:has(input[name=password]) button[type=submit]");
    await waitFor(page, `location.pathname === "/profile" && ${IS_HYDRATED}`);
    await server.kill();
    await page.evaluate(`dispatchEvent(new Event("online"))`);
    await waitFor(page, `document.body.innerText.includes("Reconnecting")`, 30_000);
    await picture(page, "reconnecting");
    expect(await page.evaluate(IS_HIDDEN)).toBe(false);
    await server.restart();
    await waitFor(page, `!document.body.innerText.includes("Reconnecting")`, 60_000);
    expect(await page.evaluate(`document.body.innerText.includes("This device")`)).toBe(true);
  } finally {
    await server.stop();
  }
});
