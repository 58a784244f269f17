/**
 * The accent colour of an organization: accepted only if it can be told from the background in both themes. It marks
 * things; text keeps the app's own colours, since no colour has the contrast of text on a white page and on a black one.
 */

/** WCAG 2.2, 1.4.11: graphics and the parts of controls. */
export const MIN_CONTRAST = 3;

/** The backgrounds of `app/theme.css`, as relative luminance (WCAG 2.2). */
export const BACKGROUNDS = {
  light: [1, 0.947, 0.871],
  dark: [0.0047, 0.0086, 0.0156],
} as const;

/** @returns the relative luminance of `#rrggbb`, from 0 to 1 (WCAG 2.2, "relative luminance") */
export function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** @returns the contrast of two luminances, from 1 to 21 */
export function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** @returns the lowest contrast of a colour with the backgrounds of each theme */
export function contrastInThemes(color: string): { light: number; dark: number } {
  const own = luminance(color);
  const lowest = (backgrounds: readonly number[]) =>
    Math.min(...backgrounds.map((background) => contrast(own, background)));
  return { light: lowest(BACKGROUNDS.light), dark: lowest(BACKGROUNDS.dark) };
}

/** @returns whether a colour can be told from the background in both themes */
export function hasEnoughContrast(color: string): boolean {
  const { light, dark } = contrastInThemes(color);
  return light >= MIN_CONTRAST && dark >= MIN_CONTRAST;
}
