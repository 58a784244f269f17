/**
 * `npm run first-minute -- http://localhost:3000`: drives a new visitor's first minute on a demo that runs there, in Chromium,
 * on a desktop and on a phone. It saves what is on the screen after 5, 15, 30 and 60 seconds, and fails if that is not what
 * should be there by then. Look at the pictures after a change of the screens.
 */
import { mkdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { chromium, type Locator, type Page } from "@playwright/test";
import { findBrowser } from "./browser";
import { openPage } from "./demo-browser";

const FOLDER = "test-results/first-minute";
const VISITORS = {
  desktop: { viewport: { width: 1280, height: 900 }, platform: "Windows" },
  phone: { viewport: { width: 390, height: 844 }, platform: "Android" },
};

/** What the visitor does, and what has to be on the screen by then. Seconds since the address was entered. */
type Step =
  | { at: number; does: (page: Page) => Promise<unknown> }
  | { at: number; sees: (page: Page) => Locator };

const laptop = (page: Page) => page.getByRole("region", { name: "Laptop" });
const phone = (page: Page) => page.getByRole("region", { name: "Phone" });

const MINUTE: readonly Step[] = [
  { at: 5, sees: (page) => laptop(page).getByRole("button", { name: "Sign out Safari on iOS" }) },
  { at: 8, does: (page) => laptop(page).getByRole("button", { name: "Sign out Safari on iOS" }).click() },
  { at: 15, sees: (page) => phone(page).getByText("from Chrome on macOS") },
  { at: 18, does: (page) => page.getByRole("button", { name: "Sign in as Ada" }).click() },
  { at: 24, does: (page) => page.getByRole("link", { name: "Devices" }).first().click() },
  { at: 30, sees: (page) => page.getByRole("heading", { name: "Other devices" }) },
  { at: 40, does: (page) => page.getByRole("link", { name: "Add a device" }).click() },
  { at: 46, does: (page) => page.getByRole("button", { name: "Show the QR code" }).click() },
  { at: 60, sees: (page) => page.getByRole("img", { name: /QR code/ }) },
];

const [base = "http://localhost:3000"] = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch(findBrowser() ?? {});
const missing: string[] = [];
// One after the other: neither slows the other down.
for (const [name, { viewport, platform }] of Object.entries(VISITORS)) {
  const context = await browser.newContext({ baseURL: base, viewport, locale: "en-US" });
  missing.push(...(await visit(await openPage(context, platform), name)));
  await context.close();
}
await browser.close();
for (const line of missing) console.error(line);
if (missing.length > 0) process.exitCode = 1;

/** @returns a line for each time at which something was not on the screen */
async function visit(page: Page, name: string): Promise<string[]> {
  const missing: string[] = [];
  const begun = performance.now();
  await page.goto("/", { waitUntil: "commit" });
  for (const step of MINUTE) {
    await wait(Math.max(0, begun + step.at * 1000 - performance.now()));
    if ("does" in step) {
      await step.does(page);
      continue;
    }
    const path = `${FOLDER}/${name}-${step.at}s.png`;
    await page.screenshot({ path, animations: "disabled" });
    console.log(path);
    if (!(await isInView(step.sees(page)))) missing.push(`${path}: not on the screen after ${step.at} s`);
  }
  return missing;
}

/** Whether it is there without scrolling. */
async function isInView(element: Locator): Promise<boolean> {
  if (!(await element.isVisible())) return false;
  return element.evaluate((found) => {
    const { top, bottom } = found.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
