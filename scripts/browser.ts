/** Finds a Chromium for the end-to-end tests, or installs one. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { tools } from "./bin-paths";
import { exitCodeOf, runNode, start } from "./processes";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** The path of an installed browser. Playwright's own comes first, because Playwright was tested with that version. */
export function findBrowser(): string | undefined {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...onPath, ...elsewhere].find(isExecutable);
}

/** Installs a browser when there is none; false when that fails. */
export async function ensureBrowser(): Promise<boolean> {
  if (findBrowser()) return true;
  const asRoot = process.getuid?.() === 0;
  const options = { timeout: INSTALL_TIMEOUT_MS };
  console.log("Installing a Chromium for the end-to-end tests …");
  // Only root may install the system libraries that a browser needs.
  await runNode([tools.playwright, "install", ...(asRoot ? ["--with-deps"] : []), "chromium"], options);
  if (!findBrowser() && asRoot && existsSync("/usr/bin/apt-get")) {
    await exitCodeOf(start("apt-get", ["update"], options));
    await exitCodeOf(start("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], options));
  }
  if (findBrowser()) return true;
  console.error("No Chromium found, and none could be installed: npx playwright install chromium");
  return false;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
