"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

/**
 * Hides everything but what is marked as lying over it. Portals and messages are outside the page's own element, so it
 * is the document that is blanked. What had the focus has it again afterwards; if that was in a sheet that is gone by
 * then, as the warning before the end is, what had it before the sheet.
 */
export function useHideDocument(isBlank: boolean): void {
  const beneath = useRef<Element | null>(null);

  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !target.closest("[data-sheet]")) beneath.current = target;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);

  useLayoutEffect(() => {
    if (!isBlank) return;
    const wasIn = [document.activeElement, beneath.current, document.getElementById("main")];
    const root = document.documentElement;
    root.toggleAttribute("data-blank", true);
    return () => {
      root.toggleAttribute("data-blank", false);
      const back = wasIn.find((element) => element instanceof HTMLElement && element.isConnected);
      if (back instanceof HTMLElement) back.focus();
    };
  }, [isBlank]);
}

/**
 * A browser may put a page aside (bfcache) before its scripts have come to life, and they would never hear of it.
 * Until then this hides the page when it goes, and has it loaded anew when it is taken out.
 *
 * And whoever is quick types before then, too: React puts back what the server sent, so a field whose text is kept as a
 * draft has it noted beside.
 */
export const PRE_HYDRATION_SCRIPT = `{
  const root = document.documentElement;
  addEventListener("input", ({ target }) => {
    if (!root.hasAttribute("data-hydrated") && target.matches("[data-draft]")) target.dataset.typed = target.value;
  });
  for (const type of ["pagehide", "pageshow"]) addEventListener(type, ({ persisted }) => {
    if (!persisted || root.hasAttribute("data-hydrated")) return;
    if (type === "pagehide") root.toggleAttribute("data-blank", true);
    else location.reload();
  });
}`;

/** Says that the page's scripts have come to life, and see to it themselves. */
export function useMarkHydrated(): void {
  useEffect(() => {
    document.documentElement.toggleAttribute("data-hydrated", true);
  }, []);
}
