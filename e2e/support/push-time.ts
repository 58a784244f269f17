/** How long a page takes to hear of a change. The page notes it by itself: the time that a test takes to look is no part of it. */
import { expect, type Page } from "@playwright/test";

/** Milliseconds that the documentation promises. A busy machine of two cores takes up to 330. */
export const PUSH_LIMIT_MS = 1_000;

/** What a page is waited for to show. */
interface Shown {
  selector: string;
  /** Of the element; left out: any. */
  text?: RegExp;
}

/**
 * Makes a change, and expects that the page shows it within a second. That is counted from before the change is asked for, by
 * the machine's clock, which page and test share.
 */
export async function expectPushed(page: Page, shown: Shown, change: () => Promise<void>): Promise<void> {
  await page.evaluate(
    ({ selector, pattern }) => {
      const isShown = () => {
        const found = document.querySelector(selector);
        return found !== null && new RegExp(pattern).test(found.textContent ?? "");
      };
      if (isShown()) throw new Error(`${selector} is there before the change.`);
      const shownAt = new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!isShown()) return;
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      });
      Object.assign(window, { shownAt });
    },
    { selector: shown.selector, pattern: shown.text?.source ?? "" },
  );
  const startedAt = Date.now();
  await change();
  const shownAt = await page.evaluate(() => (window as Window & { shownAt?: Promise<number> }).shownAt);
  expect((shownAt ?? Number.NaN) - startedAt).toBeLessThan(PUSH_LIMIT_MS);
}
