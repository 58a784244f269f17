import { expect, test } from "vitest";
import { parseClock, withClock } from "./clock";

const time = (locale: string) =>
  new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" })
    .format(Date.UTC(2026, 0, 1, 14, 2))
    .replace(/\s/g, " ");

test("a preferred clock wins over the one of the language", () => {
  expect(time(withClock("en-US", "auto"))).toBe("2:02 PM");
  expect(time(withClock("en-US", "h23"))).toBe("14:02");
  expect(time(withClock("en-GB", "h12"))).toBe("2:02 pm");
});

test("what a browser has stored is believed only when it is one of ours", () => {
  expect([parseClock("h23"), parseClock("h99"), parseClock(null)]).toEqual(["h23", "auto", "auto"]);
});
