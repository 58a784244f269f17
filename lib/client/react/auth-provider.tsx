"use client";

import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from "react";
import { createBrowserEnvironment } from "@/lib/client/browser/browser-environment";
import type { Environment } from "@/lib/client/browser/environment";
import type { TokenSource } from "@/lib/client/browser/token-cache";
import type { AuthError } from "@/lib/client/http/auth-error";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { AuthState, UserSession } from "@/lib/client/session/auth-state";
import { createAuthClient } from "@/lib/client/session/create-auth-client";
import type { SessionExpiredEvent } from "@/lib/client/session/session-effects";
import type { Store } from "@/lib/client/session/store";
import type { SessionView, UserView } from "@/lib/session/contract";

export interface AuthProviderProps {
  children: ReactNode;
  /** The session the server rendered this page for; null when signed out. Left out, the browser asks after loading. */
  initial?: UserSession | null;
  /**
   * The epoch cookie of the request that the page was rendered for. With it, the page notices a sign-in or sign-out in
   * another tab that came before its scripts started.
   */
  epoch?: string;
  /**
   * The session ended. Called once and last: the user is already null, the token gone, every waiting call rejected.
   * By default the page leaves for `end.loginPath`.
   */
  onSessionExpired?: (end: SessionExpiredEvent) => void;
  /**
   * What happens to the page when its session ends. `page`, the default: `onSessionExpired` is called, which leaves it.
   * `in-place`: the page is hidden and waits for the password (`useSessionEnd`); `onSessionExpired` is called only if
   * the user gives up.
   */
  relogin?: "page" | "in-place";
  /** Where a tab finds the access token that another tab got; `shared-worker` by default. */
  tokenSource?: TokenSource;
  /** What the client runs in; this browser by default. It stays as it is at the first render. */
  environment?: Environment;
  onLogin?: (user: UserView) => void;
  onLogout?: () => void;
  onTokenRefresh?: (session: SessionView) => void;
  onError?: (error: AuthError) => void;
  /** Shown instead of the children until it is known who is signed in; only without `initial`. */
  loadingFallback?: ReactNode;
  /** Shown instead of the children when the server could not be asked who is signed in. */
  errorFallback?: ReactNode;
  /** Seconds before its expiry that the access token is renewed; at most half of its life counts. */
  silentRefreshLeeway?: number;
}

const AuthContext = createContext<AuthClient | null>(null);

/**
 * The client of this tab, for calls that no other hook makes: `authFetch`, `getAccessToken`, `checkSession`, `on` …
 *
 * @returns the same object for as long as the provider is mounted; each method says which `AuthError` codes it throws
 * @throws {Error} when no `AuthProvider` is around the component
 */
export function useAuthClient(): AuthClient {
  const client = use(AuthContext);
  if (!client) throw new Error("There is no <AuthProvider> around this component.");
  return client;
}

/** Renders with a store's state; on the server and while hydrating with what it began with. */
export function useStore<T>({ subscribe, get, initial }: Pick<Store<T>, "subscribe" | "get" | "initial">): T {
  return useSyncExternalStore(subscribe, get, initial);
}

/**
 * Everything the tab knows about its session. Renders on each change; prefer the narrower hooks.
 *
 * @returns the state, which holds no token; `error` has a code of `login` or `signup`, `checkError` a code of
 *   `checkSession`
 * @throws {Error} when no `AuthProvider` is around the component
 */
export function useAuthState(): AuthState {
  return useStore(useAuthClient().state);
}

/** Holds the session of this tab for everything below it. */
export function AuthProvider(props: AuthProviderProps): ReactNode {
  const { children, initial, epoch, loadingFallback, errorFallback } = props;
  const { silentRefreshLeeway = 60, relogin = "page", tokenSource = "shared-worker" } = props;
  const [client] = useState(() =>
    createAuthClient(props.environment ?? createBrowserEnvironment(tokenSource), {
      initial,
      ...(epoch !== undefined && { epoch }),
      silentRefreshLeeway,
      relogin,
    }),
  );
  const { status } = useStore(client.state);

  // An event calls the handlers of the latest render, not those of the first.
  const handlers = useEffectEvent(() => props);
  useEffect(() => {
    if (process.env.NODE_ENV !== "production" && !handlers().onSessionExpired) {
      console.warn("<AuthProvider> has no onSessionExpired: an expired session leaves for the login page.");
    }
    const leave = ({ loginPath }: SessionExpiredEvent) => location.assign(loginPath);
    const stops = [
      client.start((end) => (handlers().onSessionExpired ?? leave)(end)),
      client.on("login", (user) => handlers().onLogin?.(user)),
      client.on("logout", () => handlers().onLogout?.()),
      client.on("tokenRefresh", (session) => handlers().onTokenRefresh?.(session)),
      client.on("error", (error) => handlers().onError?.(error)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);

  useEffect(() => {
    if (initial) client.hydrate(initial);
  }, [client, initial]);

  let shown = children;
  if (status === "loading" && loadingFallback !== undefined) shown = loadingFallback;
  if (status === "unknown" && errorFallback !== undefined) shown = errorFallback;
  return <AuthContext value={client}>{shown}</AuthContext>;
}
