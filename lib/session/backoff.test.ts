import { expect, test } from "vitest";
import { backoffMs } from "./backoff";

const limits = { firstMs: 1_000, longestMs: 60_000 };

test("the wait doubles with each failure, up to the longest", () => {
  const almostOne = 1 - 2 ** -53;
  const waits = [0, 1, 2, 5, 6, 100].map((failures) => Math.round(backoffMs(failures, limits, almostOne)));
  expect(waits).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
});

test("jitter takes off up to half of it", () => {
  expect(backoffMs(1, limits, 0)).toBe(1_000);
  expect(backoffMs(1, limits, 0.5)).toBe(1_500);
});
