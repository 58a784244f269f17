import { expect, test } from "vitest";
import { acceptedLocale, parseTimeZone } from "./read-preferences";

test.each([
  ["en-GB,en-US;q=0.9,en;q=0.8", "en", "en-GB"],
  ["de-AT, de;q=0.9, en;q=0.7", "de", "de-AT"],
  ["de-AT, de;q=0.9, en;q=0.7", "en", "en"],
  ["fr, en", "en", "en"],
  ["en-u-nu-thai", "en", "en"],
  ["en-x-anything", "en", "en"],
  ["", "de", "de"],
  [null, "en", "en"],
] as const)("%j in %s is %s", (accepted, language, locale) => {
  expect(acceptedLocale(accepted, language)).toBe(locale);
});

test("a time zone is one of the known ones", () => {
  expect(["Europe/Lisbon", "Foo/Bar", "", undefined].map(parseTimeZone)).toEqual([
    "Europe/Lisbon",
    null,
    null,
    null,
  ]);
});
