import { expect, test } from "vitest";
import { slowerRounds, slowerRoundsByChance } from "./paired-times";

/** Two hundred requests whose times vary by two milliseconds. */
const times = (extraMs = 0) => Array.from({ length: 200 }, (_, at) => 1 + ((at * 7) % 20) / 10 + extraMs);

test("equal requests: each is the slower one in half of the rounds, give or take five standard deviations", () => {
  expect(slowerRoundsByChance(200)).toBe(136);
  expect(slowerRounds(times(), times().reverse(), 0)).toBeLessThan(136);
});

test("a request that takes a millisecond longer is told, and one that takes less than the margin longer is not", () => {
  expect(slowerRounds(times(1), times(), 0.4)).toBe(200);
  expect(slowerRounds(times(0.3), times(), 0.4)).toBe(0);
  expect(slowerRounds(times(), times(1), 0.4)).toBe(0);
});

test("one round that something else delayed changes nothing", () => {
  expect(slowerRounds([500, ...times().slice(1)], times(), 0.4)).toBe(1);
});
