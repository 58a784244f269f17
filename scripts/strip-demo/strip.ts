/** Takes the demo out of a folder with a copy of the project. */
import { readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listFiles, readText } from "@/scripts/working-tree";
import { DEPENDENCIES, LINES, NPM_SCRIPTS, REMOVED, REPLACED } from "./manifest";
import { withoutMarked } from "./markers";

/** @returns whether the manifest names the file, or a folder that it is in */
export function isDemoFile(path: string, names = REMOVED): boolean {
  return names.some((name) => {
    const [before = "", after] = name.split("*");
    if (after === undefined) return path === name || path.startsWith(`${name}/`);
    const middle = path.slice(before.length, path.length - after.length);
    return (
      path.length >= name.length - 1 &&
      path.startsWith(before) &&
      path.endsWith(after) &&
      !middle.includes("/")
    );
  });
}

/**
 * @returns what a file of the product contains once the demo is out
 * @throws Error when a mark does not fit, or the manifest names a line that is not there
 */
export function strippedText(path: string, text: string): string {
  const kept = withoutMarked(text, path).split("\n");
  const fragments = LINES[path] ?? [];
  const missing = fragments.filter((fragment) => !kept.some((line) => line.includes(fragment)));
  if (missing.length > 0) throw new Error(`${path}: no line contains ${missing.join(", nor ")}`);
  return kept.filter((line) => !fragments.some((fragment) => line.includes(fragment))).join("\n");
}

/** Deletes, replaces and changes the files of the project in `root`. @returns the files whose content is another now */
export function stripDemo(root: string): string[] {
  const changed: string[] = [];
  const files = listFiles(root);
  const replacements = Object.entries(REPLACED).map(
    ([path, by]) => [path, readFileSync(join(root, by), "utf8")] as const,
  );
  for (const path of files.filter((path) => isDemoFile(path))) remove(root, path);
  for (const path of files.filter((path) => !isDemoFile(path))) {
    const text = readText(root, path);
    const stripped = text === null ? null : strippedText(path, text);
    if (stripped === null || stripped === text) continue;
    writeFileSync(join(root, path), stripped);
    changed.push(path);
  }
  for (const [path, text] of replacements) writeFileSync(join(root, path), text);
  stripPackage(join(root, "package.json"));
  return [...changed, ...Object.keys(REPLACED)];
}

/** Removes a file, and the folders that are empty then. */
function remove(root: string, path: string): void {
  rmSync(join(root, path));
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return; // not empty
    }
  }
}

function stripPackage(file: string): void {
  const content = JSON.parse(readFileSync(file, "utf8"));
  for (const name of NPM_SCRIPTS) delete content.scripts[name];
  for (const name of DEPENDENCIES) {
    delete content.dependencies[name];
    delete content.devDependencies[name];
  }
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
