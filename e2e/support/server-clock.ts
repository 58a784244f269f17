import { expect } from "@playwright/test";
import { Browser } from "./http";

/** What the server's clock says, in milliseconds since 1970. */
export async function serverNow(server: { url: string; origin: string }): Promise<number> {
  return Date.parse((await new Browser(server).get("/api/session")).json.serverTime);
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
