import { expect, test } from "vitest";
import { parseAppCode } from "./app-code";

test.each(["123456", " 123 456 ", "１２３４５６"])("%j is a code of an app", (typed) => {
  expect(parseAppCode(typed)).toBe("123456");
});

test.each(["12345", "1234567", "1234-5678-9ABC-DEFG", ""])("%j is none", (typed) => {
  expect(parseAppCode(typed)).toBeNull();
});
