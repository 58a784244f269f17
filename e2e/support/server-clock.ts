import { type BrowserContext, expect } from "@playwright/test";
import { HttpBrowser } from "./http-browser";
import type { SharedServer } from "./http-test";

/** What the server's clock says, in milliseconds since 1970. */
export async function serverNow(server: { url: string; origin: string }): Promise<number> {
  return Date.parse((await new HttpBrowser(server).get("/api/session")).json.serverTime);
}

/** Waits until the server's clock has moved on by more than these seconds: for limits a story is about. */
export async function waitServerSeconds(
  server: { url: string; origin: string },
  seconds: number,
): Promise<void> {
  const end = (await serverNow(server)) + seconds * 1000;
  await expect
    .poll(() => serverNow(server), { intervals: [50], timeout: seconds * 1000 + 10_000 })
    .toBeGreaterThan(end);
}

/**
 * Moves the clock of a file's own server forward, without waiting. Browsers do not notice.
 * @throws for the server that all files share: the limits of other stories would pass, too
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
