"use client";

import { useApiData } from "@/lib/client/react/use-api-data";
import type { EndedSessionView } from "@/lib/session/contract";

/**
 * The user's ended sessions, loaded again whenever one of the user's devices signs in or out. They come from the API and
 * not from a new render of the page: when this session itself has ended, a render would redirect to the sign-in page.
 *
 * @param initial the list the server rendered
 */
export function useEndedSessions(initial: EndedSessionView[]): EndedSessionView[] {
  const { data } = useApiData("/api/sessions?status=ended", {
    initial: { sessions: initial },
    followsSessions: true,
  });
  return data?.sessions ?? initial;
}
