import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The theme takes Tailwind's own colours away, so a class of one of them says nothing, and nobody is told. */
const NOT_OF_THE_THEME =
  /\b(?:bg|text|border|ring|fill|stroke|outline|divide)-(?:white|black|(?:slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|pink|rose)-\d+)\b/;

test("components use the colours of the theme alone", () => {
  const files = globSync("app/**/*.tsx");
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => NOT_OF_THE_THEME.test(readFileSync(file, "utf8")))).toEqual([]);
});
