/** The files of a project under git, for commands that change many of them. */
import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

const git = (root: string, ...args: string[]) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });

/** @returns the paths of all files that git knows or would add, relative to the root; no links */
export function listFiles(root: string): string[] {
  const paths = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z");
  const isFile = (path: string) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile();
  return [...new Set(paths.split("\0"))].filter((path) => path !== "" && isFile(path));
}

/** @returns whether something is changed that is not committed */
export function isDirty(root: string): boolean {
  return git(root, "status", "--porcelain") !== "";
}

/** @returns the text of a file; null for a picture or another file that is no text */
export function readText(root: string, path: string): string | null {
  const bytes = readFileSync(join(root, path));
  return bytes.includes(0) ? null : bytes.toString("utf8");
}
