import { expect, test } from "vitest";
import { digitsOf } from "./code-field";

test.each([
  ["123456", "123456"],
  ["123 456", "123456"],
  ["Your code is 123-456.", "123456"],
  ["１２３４５６", "123456"],
  ["12345", "12345"],
  ["1234567", "123456"],
  ["", ""],
])("the digits of %j are %j", (typed, digits) => {
  expect(digitsOf(typed)).toBe(digits);
});
