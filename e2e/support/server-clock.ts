import type { BrowserContext } from "@playwright/test";
import { freezeTab } from "./freeze-tab";
import { HttpBrowser } from "./http-browser";
import type { SharedServer } from "./http-test";

/** The time of the server's clock, in milliseconds since 1970. */
export async function serverNow(server: { url: string; origin: string }): Promise<number> {
  return Date.parse((await new HttpBrowser(server).get("/api/session")).json.serverTime);
}

/**
 * Moves the clock of a file's own server forward, without waiting. Browsers do not notice.
 * @throws for the server that all files share: the limits of other tests would pass, too
 */
export async function advanceServerClock(server: SharedServer, seconds: number): Promise<void> {
  if (!server.advanceClock) throw new Error("Give the file a server of its own: test.use({ settings: {} })");
  await server.advanceClock(seconds * 1000);
}

/** Moves the clocks of a file's own server and of a browser, whose `clock` is installed, forward together. */
export async function advanceClocks(
  server: SharedServer,
  context: BrowserContext,
  seconds: number,
): Promise<void> {
  await advanceServerClock(server, seconds);
  await context.clock.fastForward(seconds * 1000);
}

/**
 * The user's machine sleeps and wakes: no script of the browser runs while the clocks of a file's own server and of the
 * browser, whose `clock` is installed, move forward. Whatever is due by then happens after the machine wakes.
 */
export async function sleepMachine(
  server: SharedServer,
  context: BrowserContext,
  seconds: number,
): Promise<void> {
  const tabs = context.pages();
  const wake = await Promise.all(tabs.map(freezeTab));
  await advanceServerClock(server, seconds);
  // A frozen tab receives this when it wakes.
  const isMoved = context.clock.fastForward(seconds * 1000);
  await Promise.all(wake.map((wakeTab) => wakeTab()));
  await isMoved;
  // The event that a browser sends to a tab when the user returns to it.
  await tabs[0]?.evaluate(() => window.dispatchEvent(new Event("focus")));
}
