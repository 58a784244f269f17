"use client";

import { useEffect, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useAuthClient } from "@/lib/client/auth-provider";

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
 * True from the moment the browser may put the page aside (bfcache) until, taken out again, it has asked who is signed
 * in. Going away is when it has to be blanked: the first frame of coming back is the last one of before.
 */
export function useSetAside(): boolean {
  const { checkSession } = useAuthClient();
  const [isAside, setAside] = useState(false);
  useEffect(() => {
    const onHide = ({ persisted }: PageTransitionEvent) => persisted && flushSync(() => setAside(true));
    const onShow = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      checkSession().then(
        // Nobody was at this page when its session ended, so nobody waits to go on with it: the server decides anew.
        ({ authenticated }) => (authenticated ? setAside(false) : location.reload()),
        // Without an answer the client's own knowledge has to do: it has compared the epoch and the limits.
        () => setAside(false),
      );
    };
    addEventListener("pagehide", onHide);
    addEventListener("pageshow", onShow);
    return () => {
      removeEventListener("pagehide", onHide);
      removeEventListener("pageshow", onShow);
    };
  }, [checkSession]);
  return isAside;
}
