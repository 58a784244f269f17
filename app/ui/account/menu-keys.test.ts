import { expect, test } from "vitest";
import { nextMenuItem } from "./menu-keys";

test.each([
  ["ArrowDown", -1, 0],
  ["ArrowDown", 0, 1],
  ["ArrowDown", 2, 0],
  ["ArrowUp", -1, 2],
  ["ArrowUp", 0, 2],
  ["ArrowUp", 2, 1],
  ["Home", 2, 0],
  ["End", 0, 2],
  ["Tab", 0, null],
  ["a", 0, null],
])("%s on item %i of three moves to %j", (key, at, to) => {
  expect(nextMenuItem(key, at, 3)).toBe(to);
});

test("an empty menu has no item to move to", () => {
  expect(nextMenuItem("ArrowDown", -1, 0)).toBeNull();
});
