import { expect, test } from "vitest";
import { createBoundedMap } from "./bounded-map";

test("forgets the oldest entry when a new one would exceed the limit", () => {
  const map = createBoundedMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("c", 3);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([undefined, 2, 3]);
  expect([map.has("a"), map.has("c")]).toEqual([false, true]);
});

test("forgets none when an existing entry is set again", () => {
  const map = createBoundedMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("a", 3);
  expect([map.get("a"), map.get("b")]).toEqual([3, 2]);
});

test("has space again after an entry was deleted", () => {
  const map = createBoundedMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.delete("b");
  map.set("c", 3);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, 3]);
});

test("keeps the newest of many, also when some were deleted and set again", () => {
  const map = createBoundedMap<number, number>(3);
  for (let key = 0; key < 100; key += 1) {
    map.set(key, key);
    if (key % 7 === 0) map.delete(key);
    if (key % 14 === 0) map.set(key, key);
  }
  expect(Array.from({ length: 100 }, (_, key) => key).filter((key) => map.has(key))).toEqual([97, 98, 99]);
  for (const key of [1, 2, 1, 2, 3]) map.set(key, key);
  expect([1, 2, 3, 99].map((key) => map.has(key))).toEqual([true, true, true, false]);
});
