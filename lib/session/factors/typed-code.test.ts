import { expect, test } from "vitest";
import { plainCode } from "./typed-code";

test("spaces do not count, nor does the width of digits", () => {
  expect(plainCode(" 123 456\u00a0\n")).toBe("123456");
  expect(plainCode("１２３４５６")).toBe("123456");
  expect(plainCode("")).toBe("");
});
