import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { listFiles, readText } from "@/scripts/working-tree";
import { LINES, REMOVED, REPLACED } from "./manifest";
import { isDemoFile, strippedText } from "./strip";

const files = listFiles(".");

test("the manifest names only what exists", () => {
  const unused = REMOVED.filter((name) => !files.some((path) => isDemoFile(path, [name])));
  expect(unused).toEqual([]);
  expect(
    [...Object.keys(LINES), ...Object.entries(REPLACED).flat()].filter((path) => !existsSync(path)),
  ).toEqual([]);
});

test.each([
  ["app/ui/demo/mailbox-link.tsx", true],
  ["app/ui/demo-like.tsx", false],
  ["lib/session/demo/demo-accounts.ts", true],
  ["lib/session/demos/more/file.ts", false],
  ["app/(public)/lab/page.tsx", true],
  ["app/(public)/label.tsx", false],
])("%s belongs to the demo: %s", (path, belongs) => expect(isDemoFile(path)).toBe(belongs));

test("a line that the manifest names and nobody finds is an error", () => {
  expect(() => strippedText("docs/README.md", "# Documents\n")).toThrow(
    "docs/README.md: no line contains (demo.md)",
  );
});

/** What a file imports, as a path from the root without an ending. */
function importsOf(path: string, text: string): string[] {
  const specifiers = [...text.matchAll(/(?:from|import|mock)\s*\(?\s*["']([^"']+)["']/g)].map(
    ([, name = ""]) => name,
  );
  return specifiers
    .filter((name) => name.startsWith(".") || name.startsWith("@/"))
    .map((name) => (name.startsWith("@/") ? name.slice(2) : join(dirname(path), name)));
}

test("the product reaches the demo from marked places alone", () => {
  const kept = files.filter(
    (path) => /\.(?:tsx?|mjs)$/.test(path) && !isDemoFile(path) && !(path in REPLACED),
  );
  const isDemo = (target: string) =>
    ["", ".ts", ".tsx", ".mjs", "/index.ts"].some((end) => isDemoFile(target + end));
  const reaches = kept.flatMap((path) => {
    const text = readText(".", path) ?? "";
    return importsOf(path, strippedText(path, text))
      .filter(isDemo)
      .map(
        (target) =>
          `${path} imports ${target}: put the import and what uses it between marks (scripts/strip-demo/markers.ts), or add ${path} to scripts/strip-demo/manifest.ts`,
      );
  });
  expect(reaches).toEqual([]);
  expect(kept.length).toBeGreaterThan(500);
});
