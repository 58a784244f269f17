import { setTimeout as wait } from "node:timers/promises";
import type { BrowserContext, Page } from "@playwright/test";

/** The longest wait. */
const PATIENCE_MS = 10_000;

/**
 * Before React has hydrated a page, its buttons do nothing and its fields may lose what is typed. In all tabs of this
 * browser, `goto` and `reload` wait for it, too. With the option `waitUntil` they do not.
 */
export function waitForHydrationAfterLoading(browser: BrowserContext): void {
  browser.pages().forEach(waitInTab);
  browser.on("page", waitInTab);
}

function waitInTab(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    if (!options?.waitUntil) await waitUntilHydrated(page);
    return response;
  };
  page.reload = async (options) => {
    const response = await reload(options);
    if (!options?.waitUntil) await waitUntilHydrated(page);
    return response;
  };
}

async function waitUntilHydrated(page: Page): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    // A page that has navigated on meanwhile is not waited for.
    const waitsFor = await page.evaluate(findUnhydrated).catch(() => null);
    if (waitsFor === null) return;
    if (performance.now() > deadline) throw new Error(`React has not hydrated ${waitsFor}`);
    await wait(20);
  }
}

/**
 * Runs in the page. React marks the elements that it has hydrated, but not the hidden fields that it adds to forms. A
 * browser without JavaScript and a page without the app's scripts have nothing to wait for.
 *
 * @returns a link, button or field that React has not hydrated yet; null when there is none
 */
function findUnhydrated(): string | null {
  if (matchMedia("(scripting: none)").matches) return null;
  if (!document.querySelector("script[src*='/_next/static/']")) return null;
  // What another script adds is no part of React's tree.
  const ours = ":not(aside:has(#under-the-hood) *, [data-added] *)";
  const controls = document.querySelectorAll(
    `:is(a[href], button, input:not([type=hidden]), select, textarea)${ours}`,
  );
  const found = [...controls].find(
    (control) => !Object.keys(control).some((key) => key.startsWith("__react")),
  );
  return found?.outerHTML.slice(0, 300) ?? null;
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
