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
