import { expect, test } from "vitest";
import { supportedEnglishLocale, supportedTimeZone } from "./supported";

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
  expect(supportedEnglishLocale(languages)).toBe("en");
});

test("a broken language doesn't hide the valid one after it", () => {
  expect(supportedEnglishLocale(["de-DE", "en_US", "en-GB"])).toBe("en-GB");
});
