/** `docs/renamed.md` against the tree. It stands here because a fork may take out what the list names. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** @returns the rows of the table under a heading of `docs/renamed.md`, without its head */
function rowsUnder(heading: string): string[][] {
  const section =
    readFileSync("docs/renamed.md", "utf8").split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("every new file exists", () => {
  const files = rowsUnder("Files").map(([, renamed = ""]) => renamed);
  expect(files.length).toBeGreaterThan(100);
  const paths = files
    .filter((file) => !file.startsWith("gone: "))
    .map((file) => file.split(/, | and /)[0] ?? "");
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test("every new name stands in its file", () => {
  const names = rowsUnder("Exported names").filter(([, , file]) => file);
  expect(names.length).toBeGreaterThan(100);
  const dead = names.filter(([, renamed = "", file = ""]) => {
    const name = renamed.split(".").at(-1) ?? "";
    return (
      !existsSync(file) ||
      (file.includes(".") && !new RegExp(`\\b${name}\\b`).test(readFileSync(file, "utf8")))
    );
  });
  expect(dead).toEqual([]);
});
