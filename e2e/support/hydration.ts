import { type BrowserContext, type Page, selectors } from "@playwright/test";

/**
 * A selector that matches a page that React has not hydrated yet: there is a control that React does not know. React
 * marks the elements that it has hydrated, but not the hidden fields that it adds to forms. A browser without JavaScript
 * and a page without the app's scripts have nothing to wait for.
 */
const UNHYDRATED = "unhydrated=page";
await selectors.register("unhydrated", () => {
  const isKnown = (control: Element) => Object.keys(control).some((key) => key.startsWith("__react"));
  const isHydrated = () =>
    matchMedia("(scripting: none)").matches ||
    !document.querySelector("script[src*='/_next/static/']") ||
    [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")].every(
      isKnown,
    );
  return {
    query: () => (isHydrated() ? null : document.documentElement),
    queryAll: () => (isHydrated() ? [] : [document.documentElement]),
  };
});

const waiting = new WeakMap<Page, Promise<void>>();

/**
 * Before React has hydrated a page, its buttons do nothing and its fields may lose what is typed. In all pages of this
 * browser, each action on an element and each assertion about one waits for it.
 */
export function alwaysWaitForHydration(browser: BrowserContext): void {
  // Playwright waits until nothing matches the locator; there is nothing else to do.
  const wait = (page: Page) =>
    waiting.set(
      page,
      page.addLocatorHandler(page.locator(UNHYDRATED), async () => {}),
    );
  browser.pages().forEach(wait);
  browser.on("page", wait);
}

/** For a story about a page before hydration: from now on nothing waits for it in this tab. */
export async function neverWaitForHydration(page: Page): Promise<void> {
  await waiting.get(page);
  await page.removeLocatorHandler(page.locator(UNHYDRATED));
}

/** Waits until React has hydrated a page for signed-in users. Before that, a button may do nothing. */
export async function waitForHydratedPage(page: Page): Promise<void> {
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

/** Opens a page for signed-in users, and waits until React has hydrated it. */
export async function openHydrated(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await waitForHydratedPage(page);
}

/** Waits until React has hydrated these elements of any page. React marks the elements that it has hydrated. */
export async function waitForHydratedElements(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const found = [...document.querySelectorAll(wanted)];
    return (
      found.length > 0 && found.every((one) => Object.keys(one).some((key) => key.startsWith("__react")))
    );
  }, selector);
}
