"use client";

import { useEffect, useLayoutEffect } from "react";

/**
 * Hides everything but what is marked as lying over it. Portals and messages are outside the page's own element, so it
 * is the document that is blanked. What had the focus has it again afterwards.
 */
export function useBlank(isBlank: boolean): void {
  useLayoutEffect(() => {
    if (!isBlank) return;
    const focused = document.activeElement;
    const root = document.documentElement;
    root.toggleAttribute("data-blank", true);
    return () => {
      root.toggleAttribute("data-blank", false);
      const back = focused instanceof HTMLElement && focused.isConnected ? focused : null;
      (back ?? document.getElementById("main"))?.focus();
    };
  }, [isBlank]);
}

/**
 * A browser may put a page aside (bfcache) before its scripts have come to life, and they would never hear of it.
 * Until then this hides the page when it goes, and has it loaded anew when it is taken out.
 */
export const BEFORE_LIFE = `for (const type of ["pagehide", "pageshow"]) addEventListener(type, ({ persisted }) => {
  const root = document.documentElement;
  if (!persisted || root.hasAttribute("data-live")) return;
  if (type === "pagehide") root.toggleAttribute("data-blank", true);
  else location.reload();
});`;

/** Says that the page's scripts have come to life, and see to it themselves. */
export function useLive(): void {
  useEffect(() => {
    document.documentElement.toggleAttribute("data-live", true);
  }, []);
}
