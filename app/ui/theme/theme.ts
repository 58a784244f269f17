import { PRODUCT_PREFIX } from "@/lib/session/product";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Scripts may read it. It is not part of the session. */
export const THEME_COOKIE = `${PRODUCT_PREFIX}theme`;

/** @returns the theme a cookie names; anything unknown is the system's. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
