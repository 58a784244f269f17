import { mkdirSync, writeFileSync } from "node:fs";
import { signUpOverHttp, type TestAccount } from "@/e2e/support/accounts";
import type { HttpBrowser } from "@/e2e/support/http-browser";
import { test as base, expect } from "@/e2e/support/http-test";
import { type EngineBrowser, type EnginePage, waitFor } from "./engine";
import { startFirefox } from "./firefox";
import { startWebkit } from "./webkit";

export { expect };

const START = { firefox: startFirefox, webkit: startWebkit };
const PICTURES = "test-results/engines";

interface Fixtures {
  /** A new browser, and its first window. */
  newBrowser: (options?: { scripts: boolean }) => Promise<{ browser: EngineBrowser; page: EnginePage }>;
  /** A new user, and a device of that user that speaks plain HTTP. */
  newUser: () => Promise<{ account: TestAccount; phone: HttpBrowser }>;
  /** Signs in with the form. */
  signIn: (page: EnginePage, account: TestAccount, path?: string) => Promise<void>;
  /** Saves a screenshot of the page, for a person to look at. */
  picture: (page: EnginePage, name: string) => Promise<void>;
}

interface WorkerFixtures {
  engine: keyof typeof START;
}

/** Tests in another engine than Chromium. The project's name says which. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  engine: ["firefox", { option: true, scope: "worker" }],

  newBrowser: async ({ engine }, use) => {
    const browsers: EngineBrowser[] = [];
    await use(async (options = { scripts: true }) => {
      const browser = await START[engine](options);
      browsers.push(browser);
      return { browser, page: await browser.newPage() };
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },

  newUser: ({ server }, use) =>
    use(async () => {
      const { account, browser } = await signUpOverHttp(server);
      return { account, phone: browser };
    }),

  signIn: ({ server }, use) =>
    use(async (page, { email, password }, path = "/dashboard") => {
      await page.goto(`${server.url}/login?returnTo=${encodeURIComponent(path)}`);
      await page.fill("input[name=email]", email);
      await page.fill("input[name=password]", password);
      await page.click("form:has(input[name=password]) button[type=submit]");
      await waitFor(
        page,
        `location.pathname === ${JSON.stringify(path)} && document.readyState === "complete"`,
      );
    }),

  picture: ({ engine }, use) =>
    use(async (page, name) => {
      mkdirSync(PICTURES, { recursive: true });
      writeFileSync(`${PICTURES}/${engine}-${name}.png`, await page.screenshot());
    }),
});
