import { expect, test } from "vitest";
import { textsFor } from "@/lib/texts/testing.fixture";
import { agoInWords, momentInWords } from "./date-time";

const now = Date.parse("2026-03-02T16:00:00Z");
const words = (at: string, zone = "UTC") =>
  momentInWords(Date.parse(at), now, { locale: "en-GB", timeZone: zone, t: textsFor("time") });

test("a time is described by its day in the reader's time zone", () => {
  expect(words("2026-03-02T14:02:00Z")).toBe("today at 14:02");
  expect(words("2026-03-01T23:59:00Z")).toBe("yesterday at 23:59");
  expect(words("2026-03-01T23:59:00Z", "Asia/Tokyo")).toBe("yesterday at 08:59");
  expect(words("2026-03-02T15:30:00Z", "Asia/Tokyo")).toBe("today at 00:30");
});

test("an older time has its date, and its year when that is not the current one", () => {
  expect(words("2026-02-12T08:00:00Z")).toBe("on 12 February at 08:00");
  expect(words("2025-12-31T08:00:00Z")).toBe("on 31 December 2025 at 08:00");
});

test.each([
  [-10, "just now"],
  [10, "in a moment"],
  [-60, "1 minute ago"],
  [-20 * 3600, "20 hours ago"],
])("%i seconds from now is %s", (seconds, expected) => {
  const reader = { locale: "en", timeZone: "UTC", t: textsFor("time") };
  expect(agoInWords(seconds * 1000, 0, reader)).toBe(expected);
});

test.each([
  ["2026-03-01T03:00:00Z", "1 day ago", "yesterday at 03:00"],
  ["2026-02-28T23:00:00Z", "2 days ago", "on 28 February at 23:00"],
])("%s is %s, and %s", (at, ago, moment) => {
  const reader = { locale: "en-GB", timeZone: "UTC", t: textsFor("time") };
  expect(agoInWords(Date.parse(at), now, reader)).toBe(ago);
  expect(words(at)).toBe(moment);
});

test("German has its own words and formats", () => {
  const at = (time: string) =>
    momentInWords(Date.parse(time), now, { locale: "de", timeZone: "UTC", t: textsFor("time", "de") });
  expect(at("2026-03-02T14:02:00Z")).toBe("heute um 14:02");
  expect(at("2025-12-31T08:00:00Z")).toBe("am 31. Dezember 2025 um 08:00");
});
