import { expect, type Page } from "@playwright/test";

/** For an assertion inside {@link passTimeUntil}, which repeats it. */
export const SOON = { timeout: 1_000 };

/**
 * Moves the page's clock, which must be installed, until an assertion passes: nothing waits for the page's timers.
 *
 * @param check an assertion that fails {@link SOON}
 * @param stepMs how far the clock moves before each try; shorter than a request may take by that clock
 */
export async function passTimeUntil(page: Page, check: () => Promise<void>, stepMs = 2_000): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(stepMs);
    await check();
  }).toPass({ intervals: [100] });
}
