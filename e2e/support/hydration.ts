import type { Page } from "@playwright/test";

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
