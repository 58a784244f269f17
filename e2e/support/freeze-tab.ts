import type { Page } from "@playwright/test";

/**
 * Puts a tab to sleep, as a closed lid does: no script of it runs, its timers and messages wait, its locks are held,
 * and the clocks go on.
 *
 * @returns a function that wakes the tab
 */
export async function freezeTab(page: Page): Promise<() => Promise<void>> {
  const tab = await page.context().newCDPSession(page);
  await tab.send("Debugger.enable");
  const asleep = new Promise((resolve) => tab.once("Debugger.paused", resolve));
  const halt = tab.send("Runtime.evaluate", { expression: "debugger" });
  await asleep;
  return async () => {
    await tab.send("Debugger.resume");
    await halt;
    await tab.detach();
  };
}
