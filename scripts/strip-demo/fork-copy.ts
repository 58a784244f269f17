/** A fork for tests: a copy of the project, without the demo and with another name. */
import { execFileSync } from "node:child_process";
import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { listFiles } from "@/scripts/working-tree";

export const FORK_NAME = "Quay Passport";

/**
 * Copies what git knows or would add, and does what the README tells the owner of a fork.
 *
 * @param options.ownPackages whether the packages are copied as well: Next builds nothing with packages behind a link
 * @throws Error with the output of the command that failed
 */
export function makeFork(folder: string, { ownPackages = false } = {}): void {
  for (const path of listFiles(".")) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(path, join(folder, path));
  }
  if (ownPackages) copyFolder("node_modules", join(folder, "node_modules"));
  else symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  runIn(folder, "git", "init", "--quiet");
  runIn(folder, process.execPath, "--import=tsx", "scripts/strip-demo.ts", "--force");
  runIn(folder, process.execPath, "--import=tsx", "scripts/rename.ts", "--force", FORK_NAME);
}

/** Runs a program in a folder. @returns what it printed. @throws Error with all it printed when it fails */
export function runIn(folder: string, program: string, ...args: string[]): string {
  const env = { ...process.env, VITEST: "", NODE_OPTIONS: "", NO_COLOR: "1" };
  try {
    return execFileSync(program, args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${args.join(" ")}\n${stdout}${stderr}`);
  }
}

/** By hard links, which take no room, or by copies where the target is on another disk. */
function copyFolder(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) copyFolder(from, to);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else linkOrCopy(from, to);
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
