import { expect, test } from "vitest";
import { supportedLocale, supportedTimeZone } from "./supported";

test.each(["Etc/Unknown", "Foo/Bar", "", "undefined", undefined, null, 7, {}])(
  "the time zone %j falls back to UTC",
  (timeZone) => {
    expect(supportedTimeZone(timeZone)).toBe("UTC");
  },
);

test("a valid time zone is kept", () => {
  expect(supportedTimeZone("Europe/Lisbon")).toBe("Europe/Lisbon");
});

test.each([
  [["en_US"]],
  [["en-"]],
  [["en-US-u-"]],
  [["english"]],
  [["de-DE"]],
  [[""]],
  [[null, 7]],
  [[]],
  [undefined],
  ["en"],
])("the languages %j fall back to English", (languages) => {
  expect(supportedLocale(languages, "en")).toBe("en");
});

test("a broken language doesn't hide the valid one after it", () => {
  expect(supportedLocale(["de-DE", "en_US", "en-GB"], "en")).toBe("en-GB");
});

test("German texts have German dates, in the reader's variant", () => {
  expect(supportedLocale(["en-US", "de-AT"], "de")).toBe("de-AT");
  expect(supportedLocale(["en-US"], "de")).toBe("de");
});
