import { expect, test } from "vitest";
import { parseTheme } from "./theme";

test("a cookie can name a theme, and nothing else gets into the page through it", () => {
  expect(["light", "dark", "system", '"><script>', undefined].map(parseTheme)).toEqual([
    "light",
    "dark",
    "system",
    "system",
    "system",
  ]);
});
