import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BACKGROUNDS, contrast, contrastInThemes, hasEnoughContrast, luminance } from "./branding";

test("contrast as WCAG 2.2 defines it", () => {
  expect(luminance("#000000")).toBe(0);
  expect(luminance("#ffffff")).toBeCloseTo(1, 5);
  expect(contrast(luminance("#ffffff"), luminance("#000000"))).toBeCloseTo(21, 5);
  expect(contrast(luminance("#777777"), luminance("#ffffff"))).toBeCloseTo(4.48, 2);
});

test.each([
  ["#2f7d6b", true],
  ["#3b72d9", true],
  ["#ffffff", false],
  ["#000000", false],
  ["#ffff00", false],
  ["#000080", false],
])("%s: %s", (color, enough) => {
  expect(hasEnoughContrast(color)).toBe(enough);
});

test("a colour fails in the theme it is close to", () => {
  expect(contrastInThemes("#ffff00").light).toBeLessThan(3);
  expect(contrastInThemes("#ffff00").dark).toBeGreaterThan(3);
  expect(contrastInThemes("#000080").light).toBeGreaterThan(3);
  expect(contrastInThemes("#000080").dark).toBeLessThan(3);
});

/** The relative luminance of a neutral `oklch()` colour: that of its lightness alone, cubed (Oklab). */
const neutral = (lightness: number) => lightness ** 3;

test("the backgrounds are those of the style sheet", () => {
  const css = readFileSync("app/theme.css", "utf8");
  const found = ["canvas", "raised", "sunken"].map((name) => {
    const [, light = "", dark = ""] =
      new RegExp(`--color-${name}: light-dark\\(oklch\\((\\S+) [^)]*\\), oklch\\((\\S+) `).exec(css) ?? [];
    return { light: neutral(Number(light)), dark: neutral(Number(dark)) };
  });
  const range = (values: readonly number[]) => [Math.min(...values), Math.max(...values)];
  for (const theme of ["light", "dark"] as const) {
    const [darkest = 0, lightest = 0] = range(found.map((background) => background[theme]));
    const [lowest = 0, highest = 0] = range(BACKGROUNDS[theme]);
    expect(lowest).toBeCloseTo(darkest, 2);
    expect(highest).toBeCloseTo(lightest, 2);
  }
});
