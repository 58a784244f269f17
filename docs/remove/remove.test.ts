/** The lists of what to delete, in the pages about leaving something out, name only what exists. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { filesNamed, readRemoval, removableFeatures } from "@/scripts/leave-out/leave-out";

const features = removableFeatures(".");

describe.each(features)("docs/remove/%s.md", (feature) => {
  const { deleted, lines } = readRemoval(".", feature);

  test("names files that exist", () => {
    expect(deleted.length).toBeGreaterThan(0);
    const missing = deleted.filter((path) => filesNamed(".", path).length === 0);
    expect(missing.map((path) => `remove ${path} from the list, or name its new place`)).toEqual([]);
  });

  test("names lines that exist, by a part that only they have", () => {
    const wrong = lines.filter(({ file, part, every }) => {
      const text = existsSync(file) ? readFileSync(file, "utf8") : "";
      const count = text.split("\n").filter((line) => line.includes(part)).length;
      return count === 0 || (count > 1 && !every);
    });
    expect(wrong).toEqual([]);
  });
});

test("the index names every page", () => {
  const index = readFileSync("docs/remove/README.md", "utf8");
  expect(features.filter((feature) => !index.includes(`(${feature}.md)`))).toEqual([]);
});
