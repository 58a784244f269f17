import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { later } from "@/lib/texts/en/later";

/** What stands around a page and may show client components of its own. */
const AROUND = ["layout.tsx", "error.tsx", "not-found.tsx"];
/** Parts that a page loads later, together with the texts of `lib/texts/later.ts`. */
const WITH_LATER_TEXTS = ["app/ui/session/session-dialogs.tsx", "app/(account)/live-account-menu.tsx"];

interface Found {
  /** Namespaces that client components use. */
  used: Map<string, string>;
  given: Set<string>;
}

/** @returns the files that a module imports: what it imports as types alone is in no script */
function importsOf(file: string, source: string): { path: string; isLater: boolean }[] {
  const fixed = source.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from "([^"]+)"/gm);
  const later = source.matchAll(/(?<!typeof )\bimport\("([^"]+)"\)/g);
  return [
    ...[...fixed].map(([, path = ""]) => ({ path, isLater: false })),
    ...[...later].map(([, path = ""]) => ({ path, isLater: true })),
  ].flatMap(({ path, isLater }) => {
    const found = resolveImport(file, path);
    return found ? [{ path: found, isLater }] : [];
  });
}

function resolveImport(file: string, path: string): string | null {
  const base = path.startsWith("@/")
    ? path.slice(2)
    : path.startsWith(".")
      ? join(dirname(file), path)
      : null;
  if (base === null) return null;
  return [`${base}.tsx`, `${base}.ts`].find((each) => existsSync(each)) ?? null;
}

/** Follows the imports of a page and of what stands around it: from the first client module on, all is for the browser. */
function collect(file: string, isClient: boolean, found: Found, seen: Set<string>): void {
  const source = readFileSync(file, "utf8");
  const inBrowser = isClient || /^"use client"/m.test(source);
  const key = `${file} ${inBrowser}`;
  if (seen.has(key)) return;
  seen.add(key);
  // A component that takes the namespaces as a prop gives none; `const TEXTS` is a layout's list.
  for (const [, list = ""] of source.matchAll(/(?:ClientTexts of=\{|const TEXTS = )\[([^\]]*)\]/g))
    for (const [, name = ""] of list.matchAll(/"(\w+)"/g)) found.given.add(name);
  if (inBrowser)
    for (const [, name = ""] of source.matchAll(/useTexts\("(\w+)"\)/g)) found.used.set(name, file);
  if (/^"use server"/m.test(source)) return;
  for (const { path, isLater } of importsOf(file, source)) {
    if (isLater && WITH_LATER_TEXTS.includes(path)) continue;
    collect(path, inBrowser, found, seen);
  }
}

function around(page: string): string[] {
  const folders = dirname(page).split("/");
  return folders.flatMap((_, depth) => AROUND.map((name) => join(...folders.slice(0, depth + 1), name)));
}

/** @returns the namespaces that client components use and nothing gives, each with such a component */
function missing(files: string[], given: string[]): string[] {
  const found: Found = { used: new Map(), given: new Set(given) };
  const seen = new Set<string>();
  for (const file of files.filter((each) => existsSync(each))) collect(file, false, found, seen);
  return [...found.used].filter(([name]) => !found.given.has(name)).map((entry) => entry.join(" in "));
}

test.each(globSync("app/**/page.tsx"))("%s gives its client components the texts they use", (page) => {
  expect(missing([page, ...around(page)], [])).toEqual([]);
});

test.each(WITH_LATER_TEXTS)("%s uses texts that come with it, or with every signed-in page", (part) => {
  expect(missing([part, "app/(account)/layout.tsx"], Object.keys(later))).toEqual([]);
});

test("what nothing gives is found", () => {
  expect(missing(["app/ui/notes/note-form.tsx"], ["requestErrors", "time"])).toEqual([
    "dashboard in app/ui/notes/note-form.tsx",
  ]);
});
