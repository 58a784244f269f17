import puppeteer, { type Page } from "puppeteer-core";
import type { EngineBrowser, EngineOptions, EnginePage } from "./engine";

/** An element that was rendered anew is not found again: `clickNamed` looks for it once more. */
const CLICK_TIMEOUT_MS = 5000;

/** The path of Debian's package. */
const FIREFOX = "/usr/bin/firefox-esr";

/** Starts an unmodified Firefox, driven by WebDriver BiDi. Its profile is new and is deleted with it. */
export async function startFirefox({ scripts }: EngineOptions): Promise<EngineBrowser> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      // A browser under test connects to the app only.
      "app.update.enabled": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "datareporting.policy.dataSubmissionEnabled": false,
    },
  });
  return {
    async newPage() {
      const page = await browser.newPage({ type: "window" });
      if (!scripts) await blockScripts(page);
      return wrap(page);
    },
    close: () => browser.close(),
  };
}

/**
 * With scripts turned off in the whole browser, the driver could not inspect a page either. So no script is delivered.
 */
async function blockScripts(page: Page): Promise<void> {
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    void (/\/_next\/static\/.*\.js/.test(request.url()) ? request.abort() : request.continue());
  });
}

function wrap(page: Page): EnginePage {
  return {
    async goto(url) {
      await page.goto(url);
    },
    url: async () => page.url(),
    evaluate: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    async click(selector) {
      await page.bringToFront();
      await page.locator(selector).setTimeout(CLICK_TIMEOUT_MS).click();
    },
    async fill(selector, text) {
      await page.bringToFront();
      await page.locator(selector).setTimeout(CLICK_TIMEOUT_MS).click({ count: 3 });
      await page.keyboard.press("Backspace");
      await page.keyboard.type(text);
    },
    async press(key) {
      await page.bringToFront();
      await page.keyboard.press(key as Parameters<Page["keyboard"]["press"]>[0]);
    },
    async back() {
      await page.evaluate("history.back()");
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
  };
}
