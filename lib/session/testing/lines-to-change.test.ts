import { expect, test } from "vitest";
import { linesToChange } from "./lines-to-change";

test("a list that names all there is, in any order, needs no change", () => {
  expect(linesToChange("a.ts, LIST", ["one", "two"], ["two", "one"])).toEqual([]);
});

test("says which line to add, and which to remove", () => {
  const lineOf = (name: string) => `${name}: row(),`;
  expect(linesToChange("a.ts, LIST", ["one", "two"], ["two", "three"], lineOf)).toEqual([
    "a.ts, LIST: add one: row(),",
    'a.ts, LIST: remove the line of "three"',
  ]);
});
