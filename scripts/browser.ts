/**
 * A Chromium for the end-to-end tests: one that is installed, or else one that is fetched. Its headless build is
 * preferred: it has no window to draw, and the tests take half the CPU time with it.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { tools } from "./bin-paths";
import { installPackages } from "./debian-packages";
import { runNode } from "./processes";

const HEADLESS = "chromium-headless-shell";
const FULL = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** Playwright's option that names a browser. */
interface BrowserChoice {
  /** Left out for Playwright's own headless build, which it finds by itself. */
  executablePath?: string;
}

/** @returns the browser to use, headless builds first; null when none is installed */
export function findBrowser(): BrowserChoice | null {
  const headless = findHeadless();
  if (headless) return headless;
  const executablePath = [chromium.executablePath(), ...onPath(...FULL), ...elsewhere].find(isExecutable);
  return executablePath ? { executablePath } : null;
}

function findHeadless(): BrowserChoice | null {
  if (isExecutable(playwrightHeadlessFolder())) return {};
  const executablePath = onPath(HEADLESS).find(isExecutable);
  return executablePath ? { executablePath } : null;
}

/** The folder beside that of Playwright's full Chromium, with the same revision in its name. */
function playwrightHeadlessFolder(): string {
  return chromium.executablePath().replace(/([\\/])chromium-(\d+)[\\/].*$/, "$1chromium_headless_shell-$2");
}

/**
 * Installs a browser when there is none, and a headless one where that takes seconds (Debian, as root).
 * @returns false when none is installed afterwards
 */
export async function ensureBrowser(): Promise<boolean> {
  if (findHeadless()) return true;
  console.log("Installing a headless Chromium for the end-to-end tests …");
  await installPackages([HEADLESS]);
  if (findBrowser()) return true;
  // What a browser needs from the system besides itself, only root may install.
  const withDependencies = process.getuid?.() === 0 ? ["--with-deps"] : [];
  const options = { timeout: INSTALL_TIMEOUT_MS };
  await runNode([tools.playwright, "install", ...withDependencies, "--only-shell", "chromium"], options);
  if (findBrowser()) return true;
  console.error(
    "No Chromium found, and none could be installed: npx playwright install --only-shell chromium",
  );
  return false;
}

function onPath(...names: string[]): string[] {
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
