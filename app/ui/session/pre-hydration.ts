"use client";

import { useEffect } from "react";
import { PREFERENCE_ATTRIBUTES } from "@/app/ui/preferences/preference-cookie";
import { TIME_ZONE_COOKIE } from "@/app/ui/preferences/time-zone";
import { useAuthClient } from "@/lib/client/react/auth-provider";

/**
 * A browser may put a page into its back-forward cache before hydration, when React does not listen yet. Until then this
 * script hides the page on the way in and reloads it on the way out.
 *
 * Users also type before hydration, and React then restores the server's value. The script notes the early text of a
 * draft field in an attribute of the field. It listens for that in the capture phase, because React stops `input` events
 * at the document while it hydrates.
 *
 * A form with `data-leaves-page` that a user submits before hydration has its answer on the way when the page's scripts
 * start. The script leaves a mark for `useMarkLeaving`. It looks after React, which may listen already while the page is
 * not yet marked as hydrated, and prevents what it sends itself.
 *
 * The server cannot know the reader's time zone. The script keeps it in a cookie for the next page.
 */
export const PRE_HYDRATION_SCRIPT = `{
  const root = document.documentElement;
  addEventListener("input", ({ target }) => {
    if (!root.hasAttribute("data-hydrated") && target.matches("[data-draft]")) target.dataset.typed = target.value;
  }, true);
  addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!defaultPrevented && !root.hasAttribute("data-hydrated") && target.matches("[data-leaves-page]"))
      root.toggleAttribute("data-leaving", true);
  });
  for (const type of ["pagehide", "pageshow"]) addEventListener(type, ({ persisted }) => {
    if (!persisted || root.hasAttribute("data-hydrated")) return;
    if (type === "pagehide") root.toggleAttribute("data-blank", true);
    else location.reload();
  });
  document.cookie = "${TIME_ZONE_COOKIE}=" + Intl.DateTimeFormat().resolvedOptions().timeZone + "; ${PREFERENCE_ATTRIBUTES}";
}`;

/** Marks the document as hydrated: from here on the React code does the work of the script above. */
export function useMarkHydrated(): void {
  useEffect(() => {
    document.documentElement.toggleAttribute("data-hydrated", true);
  }, []);
}

/**
 * Tells the client when the browser loads another document because of a form with `data-leaves-page`. Such a form ends
 * the session. While the browser waits for the answer, the page may hear of that end; if it left for the sign-in page
 * then, it would cancel the form.
 */
export function useMarkLeaving(): void {
  const client = useAuthClient();
  useEffect(() => {
    if (document.documentElement.hasAttribute("data-leaving")) client.markLeaving();
    // At the window, after React, which prevents what it sends itself.
    function onSubmit({ target, defaultPrevented }: SubmitEvent) {
      if (!defaultPrevented && (target as Element).matches("[data-leaves-page]")) client.markLeaving();
    }
    addEventListener("submit", onSubmit);
    return () => removeEventListener("submit", onSubmit);
  }, [client]);
}
