/**
 * Faults between a browser and a server, as Playwright fixtures: requests and responses that get lost, responses
 * that come late, clocks that are off, tabs and machines that sleep, cookies that come back.
 *
 * A spec gets them with `import { test } from "@/e2e/support/faults"`.
 */
import type { BrowserContext, Page, Route } from "@playwright/test";
import { freezeTab } from "./freeze-tab";
import { test as base, expect } from "./two-devices";

export { expect };

export type UrlPattern = string | RegExp;

export interface HeldRequests {
  /** @returns the number of requests that are being held */
  count(): number;
  /** Sends the held requests, and lets all later ones pass. */
  release(): Promise<void>;
}

export interface Faults {
  /** The server handles the request, and its response is lost. */
  dropAnswers(where: UrlPattern, options?: { times?: number }): Promise<void>;
  /** The request never reaches the server. */
  dropRequests(where: UrlPattern, options?: { times?: number }): Promise<void>;
  /** Keeps requests from leaving until they are released. */
  holdRequests(where: UrlPattern, options?: { times?: number }): Promise<HeldRequests>;
  /** Shifts the device's clock by so many milliseconds, now and for pages that are opened later. */
  skewClock(milliseconds: number): Promise<void>;
  /** Freezes the tab, as on a machine that sleeps. Returns a function that wakes it. */
  freeze(page: Page): Promise<() => Promise<void>>;
  /** Copies all cookies. Returns a function that puts them back, as a restored backup or a thief would. */
  copyCookies(): Promise<() => Promise<void>>;
  /** Counts requests from now on. */
  count(where: UrlPattern, options?: { method?: string }): () => number;
}

/** @param context the browser whose traffic is disturbed */
function faultsOf(context: BrowserContext): Faults {
  let skew: number | null = null;

  async function intercept(
    where: UrlPattern,
    times: number,
    act: (route: Route) => Promise<void>,
  ): Promise<void> {
    await context.route(where, act, { times });
  }

  return {
    dropAnswers: (where, { times = 1 } = {}) =>
      intercept(where, times, async (route) => {
        await sendBare(route);
        await route.abort("connectionreset");
      }),

    dropRequests: (where, { times = 1 } = {}) =>
      intercept(where, times, (route) => route.abort("connectionreset")),

    async holdRequests(where, { times = 100 } = {}) {
      const held: Route[] = [];
      let isOpen = false;
      await intercept(where, times, async (route) => {
        if (isOpen) await route.continue();
        else held.push(route);
      });
      return {
        count: () => held.length,
        async release() {
          isOpen = true;
          await Promise.all(held.map((route) => route.continue()));
        },
      };
    },

    async skewClock(milliseconds) {
      if (skew === null) await context.addInitScript(shiftClock, milliseconds);
      else await context.addInitScript(setShift, milliseconds);
      const act = skew === null ? shiftClock : setShift;
      skew = milliseconds;
      await Promise.all(context.pages().map((page) => page.evaluate(act, milliseconds)));
    },

    async freeze(page) {
      const wake = await freezeTab(page);
      return async () => {
        await wake();
        // The event that a browser sends to a tab when the user returns to it.
        await page.evaluate(() => window.dispatchEvent(new Event("focus")));
      };
    },

    async copyCookies() {
      const cookies = await context.cookies();
      return async () => {
        await context.clearCookies();
        await context.addCookies(cookies);
      };
    },

    count(where, { method } = {}) {
      let count = 0;
      context.on("request", (request) => {
        const isMeant = typeof where === "string" ? request.url().endsWith(where) : where.test(request.url());
        if (isMeant && (!method || request.method() === method)) count++;
      });
      return () => count;
    },
  };
}

/** Sends a request outside the browser, so that the cookies of the response are lost with it. */
async function sendBare(route: Route): Promise<void> {
  const request = route.request();
  const headers = await request.allHeaders();
  for (const name of Object.keys(headers)) if (name.startsWith(":") || name === "host") delete headers[name];
  await fetch(request.url(), { method: request.method(), headers, body: request.postData() });
}

/** Runs in the page: shifts `Date`. The monotonic clock cannot be set on a real device, so it stays. */
function shiftClock(milliseconds: number): void {
  const Real = Date;
  const shift = { by: milliseconds };
  Object.assign(globalThis, { clockShift: shift });
  class Shifted extends Real {
    constructor(...parts: [] | [number]) {
      if (parts.length === 0) super(Real.now() + shift.by);
      else super(...parts);
    }
    static override now() {
      return Real.now() + shift.by;
    }
  }
  globalThis.Date = Shifted as DateConstructor;
}

function setShift(milliseconds: number): void {
  const { clockShift } = globalThis as unknown as { clockShift: { by: number } };
  clockShift.by = milliseconds;
}

export const test = base.extend<{ faults: Faults }>({
  faults: ({ context }, use) => use(faultsOf(context)),
});
