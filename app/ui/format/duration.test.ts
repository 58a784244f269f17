import { expect, test } from "vitest";
import { durationInWords, formatCountdown, relativeInWords } from "./duration";

test.each([
  [45, "45 seconds"],
  [89, "89 seconds"],
  [1800, "30 minutes"],
  [3600, "60 minutes"],
  [7200, "2 hours"],
  [86_400, "24 hours"],
  [1_209_600, "14 days"],
  [2_592_000 - 40, "30 days"],
])("%i seconds read as %s", (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});

test.each([
  [-10, "just now"],
  [10, "in a moment"],
  [-60, "1 minute ago"],
  [-3 * 3600, "3 hours ago"],
  [-40 * 3600, "2 days ago"],
  [6 * 86_400, "in 6 days"],
])("%i seconds from now is %s", (seconds, words) => {
  expect(relativeInWords(seconds * 1000, 0)).toBe(words);
});

test("a countdown never goes below zero", () => {
  expect([1780, 18_189, 0, -5].map(formatCountdown)).toEqual(["29:40", "5:03:09", "0:00", "0:00"]);
});
