import type { Config } from "@/lib/server/config";

type FrameConfig = Pick<Config, "trustedOrigins" | "identityProvider">;

/** The pages that another page may show in a frame, each with the origins that may. No other page is framed at all. */
const FRAMED_PAGES: Readonly<Record<string, (config: FrameConfig) => readonly string[]>> = {
  "/embed/session": ({ trustedOrigins }) => trustedOrigins,
  // Our own pages ask the identity provider in a frame; this page brings its answer.
  "/embed/silent": ({ identityProvider }) => (identityProvider ? ["'self'"] : []),
};

/**
 * @param path of the page
 * @returns the value of `frame-ancestors` (CSP Level 3 §6.4.2) for a page that may be framed; null for every other page
 */
export function frameAncestors(path: string, config: FrameConfig): string | null {
  const origins = Object.hasOwn(FRAMED_PAGES, path) ? FRAMED_PAGES[path]?.(config) : undefined;
  return origins && origins.length > 0 ? origins.join(" ") : null;
}
