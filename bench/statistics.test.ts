import { expect, test } from "vitest";
import { quantile, spreadOf } from "./statistics";

test("the 99th of a hundred is slower than 99 of them", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(quantile(hundred, 0.99)).toBe(100);
  expect(quantile(hundred, 0.5)).toBe(51);
});

test("one round that was disturbed moves nothing", () => {
  expect(spreadOf([10, 1, 11, 12, 900])).toEqual({ median: 11, from: 10, to: 12 });
});

test("what was never measured is no number", () => {
  expect(quantile([], 0.5)).toBeNaN();
});
