import { expect, test } from "vitest";
import { negotiateLanguage, parseLanguage } from "./language";

test.each([
  ["what the reader chose wins", "de", "en-US,en;q=0.9", "de"],
  ["else the browser's first language that we have", undefined, "fr-CH, fr;q=0.9, de;q=0.7, en;q=0.8", "en"],
  ["of equal wishes the first", undefined, "de-AT,en", "de"],
  ["a refused language is none", undefined, "de;q=0", "en"],
  ["else English", undefined, "fr,*;q=0.5", "en"],
  ["also without the header", undefined, null, "en"],
  ["a broken header is no wish", undefined, ";;q=x,,de;q=nonsense", "en"],
  ["an unknown choice is none", "fr", "de", "de"],
])("%s", (_, chosen, accepted, language) => {
  expect(negotiateLanguage(chosen, accepted)).toBe(language);
});

test("a name of every object is no language", () => {
  expect([parseLanguage("toString"), parseLanguage("__proto__"), parseLanguage(7)]).toEqual([
    null,
    null,
    null,
  ]);
});
