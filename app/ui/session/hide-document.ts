"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

/**
 * Hides the whole document except elements with `data-over-blank`. Portals and toasts are outside the page's own element,
 * so the document is the place to do it. Afterwards the focus returns to the element that had it. If that was in a
 * dialog that has closed or is closing, such as the expiry warning, it returns to the element that had it before the
 * dialog.
 */
export function useHideDocument(isBlank: boolean): void {
  const focusBeneath = useRef<Element | null>(null);

  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !target.closest("[data-dialog]")) focusBeneath.current = target;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);

  useLayoutEffect(() => {
    if (!isBlank) return;
    const focusBefore = [document.activeElement, focusBeneath.current, document.getElementById("main")];
    const root = document.documentElement;
    root.toggleAttribute("data-blank", true);
    return () => {
      root.toggleAttribute("data-blank", false);
      focusBefore.some(takeFocus);
    };
  }, [isBlank]);
}

/**
 * Focuses an element that stays. The body has the focus when the element that had it is gone.
 * @returns whether the element has the focus now
 */
function takeFocus(element: Element | null): boolean {
  if (!(element instanceof HTMLElement) || element === document.body) return false;
  if (element.closest("[data-closed]")) return false;
  element.focus();
  return document.activeElement === element;
}

/**
 * A browser may put a page into its back-forward cache before hydration, when React does not listen yet. Until then this
 * script hides the page on the way in and reloads it on the way out.
 *
 * Users also type before hydration, and React then restores the server's value. The script notes the early text of a
 * draft field in an attribute of the field. It listens in the capture phase, because React stops events at the document
 * while it hydrates.
 */
export const PRE_HYDRATION_SCRIPT = `{
  const root = document.documentElement;
  addEventListener("input", ({ target }) => {
    if (!root.hasAttribute("data-hydrated") && target.matches("[data-draft]")) target.dataset.typed = target.value;
  }, true);
  for (const type of ["pagehide", "pageshow"]) addEventListener(type, ({ persisted }) => {
    if (!persisted || root.hasAttribute("data-hydrated")) return;
    if (type === "pagehide") root.toggleAttribute("data-blank", true);
    else location.reload();
  });
}`;

/** Marks the document as hydrated: from here on the React code does the work of the script above. */
export function useMarkHydrated(): void {
  useEffect(() => {
    document.documentElement.toggleAttribute("data-hydrated", true);
  }, []);
}
