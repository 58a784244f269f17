import type { Page } from "@playwright/test";

/**
 * Freezes a tab, as closing a laptop does: its scripts do not run, its timers and messages wait, its locks stay held,
 * and the clocks continue.
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
