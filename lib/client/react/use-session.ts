"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import { after } from "@/lib/client/browser/page-events";
import type { AuthError } from "@/lib/client/http/auth-error";
import { loadPart } from "@/lib/client/http/load-part";
import type { AuthClient } from "@/lib/client/session/auth-client";
import { type BrowserSession, loadBrowserSession } from "@/lib/client/session/browser-session";
import type { SessionMutations } from "@/lib/client/session/session-mutations";
import { useAuthClient, useAuthState } from "./auth-provider";
import { REVALIDATION_MS } from "./use-session-revalidation";

interface CommonResult {
  /** Why the server could not be asked the last time; it is asked again every 30 seconds. */
  error: AuthError | null;
  /** Asks the server now, without extending the session; a failure is in `error`. */
  refetch(): Promise<void>;
}

/** The server has not answered yet: there is nothing to show, and nothing to change. */
export interface LoadingSession extends CommonResult, Partial<Record<keyof SessionMutations, undefined>> {
  loading: true;
  session: null;
}

export interface LoadedSession extends CommonResult, SessionMutations {
  loading: false;
  session: BrowserSession;
}

/** `loading` tells which of the two it is, to TypeScript as well: only what is loaded can be changed. */
export type UseSessionResult = LoadingSession | LoadedSession;

/**
 * The accounts of this browser, and what can be done with them. Looked up again every 30 seconds while the page is visible,
 * and whenever the user signs in or out in some tab.
 *
 * `session` is about the whole browser. The user of this tab is `useUser().user`: when another account has become the
 * active one in another tab, `useAuthState().mismatch` is true, and this tab sends nothing until the user chooses.
 */
export function useSession(): UseSessionResult {
  const client = useAuthClient();
  const { status, session: own, mismatch } = useAuthState();
  const [mutations] = useState(() => createLazyMutations(client));
  const key = status === "loading" ? null : ["/api/session", own?.id ?? null, mismatch];
  const { data, error, mutate } = useSWR<BrowserSession, AuthError>(key, () => loadBrowserSession(client), {
    refreshInterval: REVALIDATION_MS,
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
    shouldRetryOnError: false,
  });
  useEffect(() => client.on("sessionsChanged", () => void mutate().catch(() => {})), [client, mutate]);
  const common = { error: error ?? null, refetch: () => mutate().then(noop, noop) };
  return data
    ? { ...common, ...mutations, loading: false, session: data }
    : { ...common, loading: true, session: null };
}

/** The mutations without their code, except those that must work while the server cannot be reached. */
function createLazyMutations(client: AuthClient): SessionMutations {
  const load = () => loadPart({ after }, () => import("./load-session-mutations"));

  function lazy<Name extends keyof SessionMutations>(name: Name): SessionMutations[Name] {
    const run = async (...input: unknown[]) =>
      ((await load()).sessionMutationsOf(client)[name] as Action)(...input);
    return run as SessionMutations[Name];
  }

  const [signOut, getToken] = [lazy("signOut"), lazy("getToken")];
  return {
    switchSignIn: lazy("switchSignIn"),
    switchOrganization: lazy("switchOrganization"),
    switchWorkspace: lazy("switchWorkspace"),
    // This also leaves the page, and all that it has loaded.
    signOut: (sessionId) => (sessionId === undefined ? client.logout() : signOut(sessionId)),
    getToken: (template) => (template === undefined ? client.getAccessToken() : getToken(template)),
    exchangeTicket: lazy("exchangeTicket"),
  };
}

type Action = (...input: unknown[]) => Promise<unknown>;

function noop(): void {}
