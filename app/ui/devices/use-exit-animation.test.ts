import { expect, test } from "vitest";
import { mergeExiting } from "./use-exit-animation";

const list = (ids: string) => [...ids].map((id) => ({ id }));
const shown = (before: string, now: string) =>
  mergeExiting(list(before), list(now))
    .map(({ item, isExiting }) => (isExiting ? `(${item.id})` : item.id))
    .join("");

test("a removed item folds away where it was, and no other item moves", () => {
  expect(shown("abc", "ac")).toBe("a(b)c");
  expect(shown("abc", "c")).toBe("(a)(b)c");
  expect(shown("ab", "")).toBe("(a)(b)");
});

test("a new item appears at once, in its order", () => {
  expect(shown("ab", "nab")).toBe("nab");
  expect(shown("ab", "ba")).toBe("ba");
  expect(shown("ab", "nb")).toBe("n(a)b");
});
