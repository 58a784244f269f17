import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { tools } from "./bin-paths";
import { runNode } from "./processes";

const sourceFolders = ["app", "db", "lib"];
const stampFile = ".next/built-from";
const buildIdFile = ".next/BUILD_ID";

/**
 * Builds the app for production.
 *
 * @returns the exit code of the build
 */
export async function build(env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const stamp = hashSources();
  rmSync(stampFile, { force: true });
  const code = await runNode([tools.next, "build"], { env });
  if (code === 0) writeFileSync(stampFile, stamp + readFileSync(buildIdFile, "utf8"));
  return code;
}

/** @returns whether there is a complete build of the current sources */
export function isBuilt(): boolean {
  if (!existsSync(stampFile) || !existsSync(buildIdFile)) return false;
  return readFileSync(stampFile, "utf8") === hashSources() + readFileSync(buildIdFile, "utf8");
}

/** @returns a hash of all files that the build reads: equal for the same files with the same contents */
export function hashSources(root = "."): string {
  const hash = createHash("sha256");
  for (const file of listSources(root)) {
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function listSources(root: string): string[] {
  const settings = filesIn(root, false).filter((file) => /\.(ts|mjs|json)$/.test(file));
  const folders = sourceFolders.map((folder) => join(root, folder)).filter((folder) => existsSync(folder));
  return [...settings, ...folders.flatMap((folder) => filesIn(folder, true))]
    .filter((file) => !/\.test\.tsx?$|next-env\.d\.ts$/.test(file))
    .sort();
}

function filesIn(folder: string, recursive: boolean): string[] {
  return readdirSync(folder, { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
