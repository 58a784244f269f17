/**
 * Installs Firefox and WebKit for `npm run e2e:engines`, as Debian packages: no other build of WebKit runs unmodified
 * here.
 */
import { existsSync } from "node:fs";
import { exitCodeOf, start } from "./processes";

const PROGRAMS = ["/usr/bin/firefox-esr", "/usr/bin/WebKitWebDriver", "/usr/bin/xvfb-run"];
const PACKAGES = ["firefox-esr", "webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "xauth"];
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** @returns whether both engines are installed, after installing them where that is possible (Debian, as root) */
export async function ensureEngines(): Promise<boolean> {
  if (PROGRAMS.every((program) => existsSync(program))) return true;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.log("Installing Firefox and WebKit for the end-to-end tests …");
  const options = { timeout: INSTALL_TIMEOUT_MS };
  await exitCodeOf(start("apt-get", ["update"], options));
  await exitCodeOf(start("apt-get", ["install", "--yes", "--no-install-recommends", ...PACKAGES], options));
  return PROGRAMS.every((program) => existsSync(program));
}
