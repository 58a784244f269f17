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
  expect(durationInWords(seconds, "en")).toBe(words);
});

test.each([
  [-60, "1 minute ago", "vor 1 Minute"],
  [-3 * 3600, "3 hours ago", "vor 3 Stunden"],
  [-40 * 3600, "2 days ago", "vor 2 Tagen"],
  [6 * 86_400, "in 6 days", "in 6 Tagen"],
])("%i seconds from now is %s, or %s", (seconds, english, german) => {
  expect(relativeInWords(seconds * 1000, 0, "en")).toBe(english);
  expect(relativeInWords(seconds * 1000, 0, "de")).toBe(german);
});

test("a countdown never goes below zero", () => {
  const shown = (locale: string) => [1780, 18_189, 0, -5].map((seconds) => formatCountdown(seconds, locale));
  expect(shown("en")).toEqual(["29:40", "5:03:09", "0:00", "0:00"]);
  expect(shown("ar-EG")).toEqual(["٢٩:٤٠", "٥:٠٣:٠٩", "٠:٠٠", "٠:٠٠"]);
});
