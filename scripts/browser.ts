/**
 * Chromium for the end-to-end tests: as installed, or else as it can be fetched. Most tests run in its headless build,
 * which has no window to draw and takes half the CPU time; some need what only the full browser has.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { tools } from "./bin-paths";
import { installPackages } from "./debian-packages";
import { runNode } from "./processes";

const HEADLESS = ["chromium-headless-shell"];
const FULL = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** The part of Playwright's launch options that names a browser. */
interface BrowserChoice {
  /** Left out for Playwright's own headless build, which it finds by itself. */
  executablePath?: string;
}

/** @returns the full browser, Playwright's own first, for it was tested with it; null when none is installed */
export function findFullBrowser(): BrowserChoice | null {
  return choose([chromium.executablePath(), ...onPath(FULL), ...elsewhere]);
}

/** @returns the headless build, Playwright's own first; the full browser where no headless build is installed */
export function findBrowser(): BrowserChoice | null {
  return findHeadless() ?? findFullBrowser();
}

function findHeadless(): BrowserChoice | null {
  // It lies beside Playwright's full browser, with the same revision in its name.
  const own = chromium
    .executablePath()
    .replace(/([\\/])chromium-(\d+)[\\/].*$/, "$1chromium_headless_shell-$2");
  return isExecutable(own) ? {} : choose(onPath(HEADLESS));
}

/**
 * Installs both browsers where they are missing.
 * @returns false when there is no full browser afterwards
 */
export async function ensureBrowser(): Promise<boolean> {
  if (findHeadless() && findFullBrowser()) return true;
  console.log("Looking for Chromium for the end-to-end tests …");
  await installPackages(["chromium", ...HEADLESS]);
  if (findFullBrowser()) return true;
  // What a browser needs from the system besides itself, only root may install.
  const withDependencies = process.getuid?.() === 0 ? ["--with-deps"] : [];
  const options = { timeout: INSTALL_TIMEOUT_MS };
  await runNode([tools.playwright, "install", ...withDependencies, "chromium"], options);
  if (findFullBrowser()) return true;
  console.error("No Chromium found, and none could be installed: npx playwright install chromium");
  return false;
}

function choose(candidates: string[]): BrowserChoice | null {
  const executablePath = candidates.find(isExecutable);
  return executablePath ? { executablePath } : null;
}

function onPath(names: string[]): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
