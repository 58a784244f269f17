"use client";

import { useApiData } from "@/lib/client/react/use-api-data";
import type { EndedSessionView } from "@/lib/session/contract";

/**
 * The sessions that are over, looked up again whenever some device signs in or out anywhere. By the API, not by
 * rendering the page again: that would leave for the sign-in page when it is our own session that has ended.
 *
 * @param initial what the server rendered: shown until something happens
 */
export function useEndedSessions(initial: EndedSessionView[]): EndedSessionView[] {
  const { data } = useApiData("/api/sessions?status=ended", {
    initial: { sessions: initial },
    followsSessions: true,
  });
  return data?.sessions ?? initial;
}
