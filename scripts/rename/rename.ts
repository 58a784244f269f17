/** Gives the project in a folder another name. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listFiles, readText } from "@/scripts/working-tree";
import { type ProductName, parseName, replaceName } from "./names";

/** What tells of the past keeps the names of the past. */
const KEPT = ["CHANGELOG.md", "LICENSE"];
const PRODUCT = "lib/session/product.ts";
const KEY_PREFIX = /(?<=API_KEY_PREFIX = ")\w+(?=")/;

/** @returns the name that the project has now */
export function currentName(root: string): ProductName {
  const [, name = ""] = /PRODUCT_NAME = "(.*)"/.exec(readFileSync(join(root, PRODUCT), "utf8")) ?? [];
  const parsed = parseName(name);
  if (typeof parsed === "string") throw new Error(`${PRODUCT}: ${parsed}`);
  return parsed;
}

/** @returns the files that mention a name as a word, of which it could not be told apart later */
export function filesThatSay(root: string, { slug }: ProductName): string[] {
  const word = new RegExp(`\\b${slug.replaceAll("-", "[ _-]?")}\\b`, "i");
  return listFiles(root).filter((path) => !KEPT.includes(path) && word.test(readText(root, path) ?? ""));
}

/** @returns the paths of the files that were changed, as they are now */
export function renameProject(root: string, from: ProductName, to: ProductName): string[] {
  const changed: string[] = [];
  for (const path of listFiles(root).filter((path) => !KEPT.includes(path))) {
    const text = readText(root, path);
    const named = text === null ? null : replaceName(text, from, to);
    const renamed = path === PRODUCT ? (named?.replace(KEY_PREFIX, to.keyPrefix) ?? null) : named;
    if (renamed !== null && renamed !== text) writeFileSync(join(root, path), renamed);
    const target = replaceName(path, from, { ...to, name: to.slug });
    if (target !== path) {
      mkdirSync(dirname(join(root, target)), { recursive: true });
      renameSync(join(root, path), join(root, target));
    }
    if (renamed !== text || target !== path) changed.push(target);
  }
  return changed;
}
