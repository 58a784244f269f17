import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { test as base, expect } from "./test";

export { expect };

interface Fixtures {
  /** Opens a page in a browser that reaches the server as `http://<name>/`, as on a local network. */
  openUnderName: (name: string, options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  openUnderName: async ({ launchOptions, server, console }, use) => {
    const browsers: Browser[] = [];
    console.expected.push(/^The Cross-Origin-Opener-Policy header has been ignored/); // logged for every page on plain http
    await use(async (name, options = {}) => {
      const args = [
        ...(launchOptions.args ?? []),
        `--host-resolver-rules=MAP ${name} 127.0.0.1:${server.port}`,
      ];
      const browser = await chromium.launch({ ...launchOptions, args });
      browsers.push(browser);
      const context = await browser.newContext({ baseURL: `http://${name}`, ...options });
      console.watch(context);
      return context.newPage();
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});
