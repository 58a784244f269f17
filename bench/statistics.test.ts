import { expect, test } from "vitest";
import { quantile, spreadOf } from "./statistics";

test("quantiles of a hundred values", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(quantile(hundred, 0.99)).toBe(100);
  expect(quantile(hundred, 0.5)).toBe(51);
});

test("one outlier moves neither the median nor the middle half", () => {
  expect(spreadOf([10, 1, 11, 12, 900])).toEqual({ median: 11, from: 10, to: 12 });
});

test("without a value the quantile is NaN", () => {
  expect(quantile([], 0.5)).toBeNaN();
});
