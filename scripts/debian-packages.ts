/** Programs the tests need that come as packages of Debian. */
import { existsSync } from "node:fs";
import { exitCodeOf, start } from "./processes";

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** Installs packages of Debian with what they need. Does nothing on another system or without the rights of root. */
export async function installPackages(packages: string[]): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const options = { timeout: INSTALL_TIMEOUT_MS };
  await exitCodeOf(start("apt-get", ["update"], options));
  await exitCodeOf(start("apt-get", ["install", "--yes", "--no-install-recommends", ...packages], options));
}
