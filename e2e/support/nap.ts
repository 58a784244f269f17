import type { Page } from "@playwright/test";

/**
 * Puts a tab to sleep, as a closed lid does: no script of it runs, while the clocks go on.
 * @returns wakes it
 */
export async function putToSleep(page: Page): Promise<() => Promise<void>> {
  const tab = await page.context().newCDPSession(page);
  // Takes effect at the next statement, for instance of a timer.
  const asleep = new Promise((resolve) => tab.once("Debugger.paused", resolve));
  await tab.send("Debugger.enable");
  await tab.send("Debugger.pause");
  return async () => {
    await asleep;
    await tab.send("Debugger.resume");
    await tab.detach();
  };
}
