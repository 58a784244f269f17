import type { BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import { signUpOverHttp, type TestAccount } from "./accounts";
import { test as base, expect } from "./http-test";
import { waitForHydrationAfterLoading } from "./hydration";

export { expect };

interface Fixtures {
  /** Creates a user for this test only, signed in nowhere. */
  newUser: (name?: string) => Promise<TestAccount>;
  /** Signs a page's browser in, without the form. */
  signIn: (page: Page, account: TestAccount, options?: { rememberMe?: boolean }) => Promise<void>;
  /** Another device: a browser of its own, with one page. */
  newDevice: (options?: BrowserContextOptions) => Promise<Page>;
  /** Allows an error in the console. Any other error fails the test. */
  expectConsole: (pattern: RegExp) => void;
}

interface Console {
  /** Collects the errors of a browser; its tabs wait for hydration after loading. */
  watch(context: BrowserContext): void;
  expected: RegExp[];
}

/** The browser itself logs refused requests, which many tests cause on purpose. */
const refusedRequests =
  /^Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_(ABORTED|INTERNET_DISCONNECTED|CONNECTION_REFUSED))/;

/** The browser also logs a worker script that it could not fetch offline. */
const unfetchedWorker = /^An unknown error occurred when fetching the script\.$/;

export const test = base.extend<Fixtures & { console: Console }>({
  baseURL: ({ server }, use) => use(server.url),

  newUser: ({ server }, use) =>
    use(async (name) => {
      const { account, browser } = await signUpOverHttp(server, name ? { name } : {});
      await browser.post("/api/auth/logout");
      return account;
    }),

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  signIn: ({}, use) =>
    use(async (page, { email, password }, { rememberMe = false } = {}) => {
      const answer = await page.request.post("/api/auth/login", {
        data: { email, password, rememberMe },
        maxRetries: 2, // the server may close an idle connection at the moment it is used again
      });
      expect(answer.status(), await answer.text()).toBe(200);
    }),

  newDevice: async ({ browser, baseURL, console }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...(baseURL && { baseURL }), ...options });
      contexts.push(context);
      console.watch(context);
      const page = await context.newPage();
      if (options.userAgent) await sendNoClientHints(page, options.userAgent);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  expectConsole: ({ console }, use) => use((pattern) => void console.expected.push(pattern)),

  console: [
    async ({ context }, use) => {
      const errors: string[] = [];
      const expected = [refusedRequests, unfetchedWorker];
      const watch = (watched: BrowserContext) => {
        waitForHydrationAfterLoading(watched);
        // A violation of the Content Security Policy is reported here, too.
        watched.on("console", (message) => message.type() === "error" && errors.push(message.text()));
        watched.on("weberror", (error) => errors.push(String(error.error())));
      };
      watch(context);
      await use({ watch, expected });
      expect(errors.filter((error) => !expected.some((pattern) => pattern.test(error)))).toEqual([]);
    },
    { auto: true },
  ],
});

/** Another browser does not send the client hints of this one, which name a device more exactly than its user agent. */
async function sendNoClientHints(page: Page, userAgent: string): Promise<void> {
  const tab = await page.context().newCDPSession(page);
  await tab.send("Emulation.setUserAgentOverride", { userAgent });
}
