"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import type { AuthError } from "@/lib/client/http/auth-error";
import { useAuthClient, useAuthState } from "./auth-provider";
import { useDataGeneration } from "./data-generation";

export interface ApiDataOptions<T> {
  /** What the server rendered. */
  initial?: T | undefined;
  /** Loads even though there is `initial`. */
  loadsOnMount?: boolean;
  /** Loads in another way than by one call; `get` makes a call. */
  load?: (get: <U>(path: string) => Promise<U>, path: string) => Promise<T>;
  /** Loads again whenever a session of the user begins, ends or is renamed, on any device, or may work in something else. */
  followsSessions?: boolean;
}

export interface ApiData<T> {
  data: T | undefined;
  /** Why it could not be loaded the last time; null once it was. */
  error: AuthError | null;
  isLoading: boolean;
  /** Loads again. Resolves when that is done, or has failed (`error`). */
  reload(): Promise<void>;
  /** Shows what `change` makes of the data of this moment, as the server has it by now, without loading it again. */
  replace(change: (now: T | undefined) => T | undefined): void;
}

let mounts = 0;

/**
 * Data of one of our own endpoints for the signed-in user, by SWR: of several requests the answer to the last one
 * counts, and data that has not changed renders nothing. Data of another user, or of the organization before, is never
 * shown.
 *
 * @param path of a GET endpoint that takes the access token; null while there is nothing to load
 */
export function useApiData<T>(
  path: string | null,
  { initial, loadsOnMount = initial === undefined, load, followsSessions = false }: ApiDataOptions<T> = {},
): ApiData<T> {
  const { call, on } = useAuthClient();
  const { user, sessionEnd } = useAuthState();
  const get = <U>(endpoint: string) => call<U>(endpoint, { method: "GET" });
  // A place of its own in the cache for what the server rendered: another page may have left older data under the path.
  const [place] = useState(() => (initial === undefined ? null : ++mounts));
  const generation = useDataGeneration();
  const [renderedIn] = useState(generation);
  // A page that waits for its user to sign in again keeps its data.
  const userId = (user ?? sessionEnd?.user)?.id;
  const rendered = generation === renderedIn ? initial : undefined;
  const { data, error, isValidating, mutate } = useSWR<T, AuthError>(
    userId && path !== null ? [path, userId, place, generation] : null,
    ([endpoint]: [string]) => (load ? load(get, endpoint) : get<T>(endpoint)),
    {
      ...(rendered !== undefined && { fallbackData: rendered }),
      revalidateIfStale: loadsOnMount,
      revalidateOnFocus: false,
      // Calls wait and try again by themselves while the server is away.
      shouldRetryOnError: false,
      revalidateOnReconnect: false,
    },
  );
  useEffect(() => {
    if (!followsSessions) return;
    return on("sessionsChanged", () => void mutate().catch(() => {}));
  }, [followsSessions, on, mutate]);
  return {
    data,
    error: error ?? null,
    isLoading: isValidating,
    reload: () =>
      mutate().then(
        () => {},
        () => {},
      ),
    // Before the first load SWR has nothing to change: what the server rendered is in no cache.
    replace: (change) => void mutate((now) => change(now ?? rendered), { revalidate: false }),
  };
}
