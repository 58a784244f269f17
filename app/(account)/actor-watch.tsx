"use client";

import { useEffect } from "react";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { watchActor } from "@/lib/client/session/watch-actor";

/**
 * Loads the page anew once it is not the administrator's any more, as `watchActor` says.
 *
 * @param stopPath where the form goes that ends the session. While the browser waits for its answer, the page may hear that
 *   the session is over; it must not leave for the sign-in page then
 */
export function ActorWatch({ stopPath }: { stopPath: string }) {
  const client = useAuthClient();
  useEffect(() => watchActor(client, () => location.reload()), [client]);
  useEffect(() => {
    function onSubmit({ target }: SubmitEvent) {
      if (new URL((target as HTMLFormElement).action).pathname === stopPath) client.markLeaving();
    }
    document.addEventListener("submit", onSubmit);
    return () => document.removeEventListener("submit", onSubmit);
  }, [client, stopPath]);
  return null;
}
