"use client";

import { useState } from "react";
import type { AuthError } from "@/lib/client/http/auth-error";
import { createSessionActions, type SessionActions } from "@/lib/client/session/session-actions";
import type { SessionView } from "@/lib/session/contract";
import { useAuthClient, useStore } from "./auth-provider";
import { useApiData } from "./use-api-data";

export interface Sessions extends Pick<SessionActions, "revoke"> {
  sessions: SessionView[];
  /** The list is being loaded, or sessions are being ended. */
  isLoading: boolean;
  /** Why the list could not be loaded; cleared by the next operation. */
  error: AuthError | null;
  /** Loads the list again; a failure is in `error`. */
  refresh(): Promise<void>;
  /**
   * Ends all other sessions, or this one too.
   *
   * @returns how many sessions were ended
   * @throws {AuthError} `reauthentication_required`, `rate_limited` …; the sessions are back in the list
   */
  revokeAll(scope?: "others" | "all"): Promise<{ revoked: number }>;
  /** Names a session's device; null restores its default name. @throws {AuthError} `invalid_request`, `not_found` … */
  rename(id: string, label: string | null): Promise<void>;
}

/**
 * The user's sessions, one for each device. Loads on mount, and again whenever a session changes on any device.
 *
 * @param initial the list that the server rendered: shown until the first load
 */
export function useSessions(initial?: SessionView[]): Sessions {
  const client = useAuthClient();
  const { data, error, isLoading, reload, replace } = useApiData<{ sessions: SessionView[] }>(
    "/api/sessions",
    {
      initial: initial && { sessions: initial },
      // What changed between the rendering of the page and the opening of its event stream was not announced.
      loadsOnMount: true,
      followsSessions: true,
    },
  );
  const loaded = data?.sessions ?? [];
  const [actions] = useState(() => createSessionActions(client));
  const { hidden, running } = useStore(actions.state);
  return {
    sessions: loaded.filter(({ id }) => !hidden.has(id)),
    isLoading: isLoading || running > 0,
    error: isLoading || running > 0 ? null : error,
    refresh: reload,
    revoke: actions.revoke,
    revokeAll: (scope) => actions.revokeAll(loaded, scope),
    async rename(id, label) {
      const renamed = await actions.rename(id, label);
      replace((now) => now && { sessions: now.sessions.map((one) => (one.id === id ? renamed : one)) });
      client.notifySessionsChanged();
    },
  };
}
