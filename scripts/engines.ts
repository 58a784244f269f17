/**
 * Installs Firefox and WebKit for `npm run e2e:engines`, as Debian packages: no other build of WebKit runs unmodified
 * here.
 */
import { existsSync } from "node:fs";
import { installPackages } from "./debian-packages";

const PROGRAMS = ["/usr/bin/firefox-esr", "/usr/bin/WebKitWebDriver", "/usr/bin/xvfb-run"];
const PACKAGES = ["firefox-esr", "webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "xauth"];

/** @returns whether both engines are installed, after installing them where that is possible (Debian, as root) */
export async function ensureEngines(): Promise<boolean> {
  const installed = () => PROGRAMS.every((program) => existsSync(program));
  if (installed()) return true;
  console.log("Installing Firefox and WebKit for the end-to-end tests …");
  await installPackages(PACKAGES);
  return installed();
}
