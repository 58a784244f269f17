/** The lists of what to delete, in the pages about leaving something out, name only what exists. */
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const pages = globSync("docs/remove/*.md").filter((page) => !page.endsWith("README.md"));

/** @returns the lines of the page's lists */
function pathsIn(page: string): string[] {
  const lists = [...readFileSync(page, "utf8").matchAll(/^```delete\n(.*?)^```$/gms)];
  return lists.flatMap(([, list = ""]) => list.trim().split("\n"));
}

test.each(pages)("%s", (page) => {
  const paths = pathsIn(page);
  expect(paths.length).toBeGreaterThan(0);
  // Glob patterns read brackets and parentheses as their own.
  const missing = paths.filter((path) => globSync(path.replace(/[[\]()]/g, "?")).length === 0);
  expect(missing.map((path) => `${page}: remove ${path} from the list, or name its new place`)).toEqual([]);
});

test("the index names every page", () => {
  const index = readFileSync("docs/remove/README.md", "utf8");
  expect(pages.filter((page) => !index.includes(`(${page.split("/").at(-1)})`))).toEqual([]);
});
