import { type BrowserContext, expect, type Page, type Request } from "@playwright/test";

/** @returns a list that fills with the requests to one path and query from any page of a browser */
export function recordRequests(browser: BrowserContext, method: string, path: string): Request[] {
  const sent: Request[] = [];
  browser.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (request.method() === method && pathname + search === path) sent.push(request);
  });
  return sent;
}

export function recordRefreshes(browser: BrowserContext): Request[] {
  return recordRequests(browser, "POST", "/api/auth/refresh");
}

/** Waits for the response to the page's next refresh. */
export function refreshResponse(page: Page): Promise<unknown> {
  return page.waitForResponse((response) => response.url().endsWith("/api/auth/refresh"));
}

/**
 * Waits for the response to the page's next report of user input. Opening a page sends such a report. A report that
 * arrives after the server's clock has moved would move the idle limit.
 */
export function activityResponse(page: Page): Promise<unknown> {
  return page.waitForResponse((response) => response.url().endsWith("/api/session/activity"));
}

/** Asks for the session of the page's browser. Asking moves no limit. */
export async function sessionOf(
  page: Page,
): Promise<{ id: string; createdAt: string; idleExpiresAt: string }> {
  // The server may close an idle connection at the moment it is used again.
  const response = await page.request.get("/api/session", { maxRetries: 2 });
  return (await response.json()).session;
}

/** @returns a list that fills with the path and query of each document the tab requests */
export function recordNavigations(page: Page): string[] {
  const visits: string[] = [];
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) return;
    const { pathname, search } = new URL(request.url());
    visits.push(pathname + search);
  });
  return visits;
}

/** Waits until the page sends no requests. From then on only its event stream can tell it of an end. */
export async function waitForNoRequests(page: Page): Promise<void> {
  let asked = performance.now();
  page.on("request", () => {
    asked = performance.now();
  });
  await expect.poll(() => performance.now() - asked, { timeout: 20_000 }).toBeGreaterThan(1000);
}
