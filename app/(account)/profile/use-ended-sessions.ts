"use client";

import { useEffect, useState } from "react";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { EndedSessionView } from "@/lib/session/contract";

/**
 * The sessions that are over, looked up again whenever some device signs in or out anywhere. By the API, not by
 * rendering the page again: that would leave for the sign-in page when it is our own session that has ended.
 *
 * @param initial what the server rendered: shown until something happens
 */
export function useEndedSessions(initial: EndedSessionView[]): EndedSessionView[] {
  const { call, on } = useAuthClient();
  const [ended, setEnded] = useState(initial);
  useEffect(() => {
    let latest = 0;
    return on("sessionsChanged", () => {
      const look = ++latest;
      call<{ sessions: EndedSessionView[] }>("/api/sessions?status=ended", { method: "GET" }).then(
        ({ sessions }) => look === latest && setEnded(sessions),
        () => {}, // An older history is still true.
      );
    });
  }, [call, on]);
  return ended;
}
