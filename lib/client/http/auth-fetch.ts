import type { Environment } from "@/lib/client/browser/environment";
import { asAuthError, readAuthError } from "./auth-error";
import type { Connection } from "./connection";
import { jsonInit, REQUEST_TIMEOUT_MS, type RequestOptions, readJson, withTimeout } from "./request";

/** @param timeoutMs how long the response to one attempt may take to begin; without it only `init.signal` ends an attempt */
export type AuthFetch = (
  input: RequestInfo | URL,
  init?: RequestInit,
  timeoutMs?: number,
) => Promise<Response>;

export interface AuthFetchParts {
  /** The access tokens of this tab (lib/client/tokens/token-manager.ts). */
  tokens: {
    nextSequence(): number;
    getAccessToken(request: { sequence: number; rejectedToken?: string }): Promise<string>;
  };
  connection: Pick<Connection, "fetch" | "fetchWithRetry">;
  /** Runs `work`, and once more after the password if the server asks for it (lib/client/session/step-up.ts). */
  runWithReauthentication<T>(work: (isRetry: boolean) => Promise<T>): Promise<T>;
}

const SAFE = ["GET", "HEAD", "OPTIONS"];

/**
 * `fetch` for our own APIs. Only requests to our own origin carry the token; others are plain `fetch`, and what becomes of
 * them says nothing about our server.
 *
 * A call answered 401 waits, together with every call made meanwhile, for one refresh, and is then sent again, once.
 * The refresh decides whether the session is over, whatever the 401 says: the cookie knows, the bearer token does not.
 * A call that needs a recent sign-in waits for the password, and is sent again, once. A call that does not reach the
 * server is sent again for a while. All attempts carry one `Idempotency-Key`, so the server does the work once.
 *
 * @returns any response, except a 401 about the session and a 403 `reauthentication_required` that the user cancelled:
 *   those are thrown
 * @throws {AuthError} `session_expired`, `session_revoked`, `not_authenticated`, `session_mismatch`,
 *   `reauthentication_required` when the user cancels, and while the server is away `silent_auth_failed`, `unavailable`,
 *   `rate_limited` or `server_error`; what `fetch` itself throws comes through unchanged
 */
export function createAuthFetch(
  env: Environment,
  { tokens, connection, runWithReauthentication }: AuthFetchParts,
): AuthFetch {
  return async (input, init, timeoutMs) => {
    const sequence = tokens.nextSequence();
    const request = new Request(input, init);
    if (new URL(request.url).origin !== env.origin()) return env.fetch(request);
    if (!SAFE.includes(request.method) && !request.headers.has("Idempotency-Key"))
      request.headers.set("Idempotency-Key", env.randomId());

    /** Sends a clone: the body of a request can be read only once. */
    async function send(token: string): Promise<Response> {
      const attempt = request.clone();
      attempt.headers.set("Authorization", `Bearer ${token}`);
      return timeoutMs
        ? withTimeout(env, timeoutMs, (late) =>
            connection.fetch(attempt, { signal: AbortSignal.any([request.signal, late]) }),
          )
        : connection.fetch(attempt);
    }

    let isReplayed = false;
    return runWithReauthentication(async (isRetry) => {
      let token = await tokens.getAccessToken({ sequence });
      for (;;) {
        const response = await connection.fetchWithRetry(() => send(token), request.signal);
        if (response.status !== 401 && (response.status !== 403 || isRetry)) return response;
        const error = await readAuthError(response.clone());
        if (error.code === "reauthentication_required") throw error;
        // A wrong password, code or passkey says nothing about the token; sent again, it would count twice.
        if (response.status === 403 || error.code.startsWith("invalid_")) return response;
        if (isReplayed) throw error;
        isReplayed = true;
        token = await tokens.getAccessToken({ rejectedToken: token, sequence });
      }
    });
  };
}

/** @returns a function that calls one of our JSON endpoints; see `AuthClient.call` */
export function createCall(authFetch: AuthFetch) {
  return async <T>(path: string, request: RequestOptions = {}): Promise<T> => {
    try {
      const timeoutMs = request.timeoutMs ?? REQUEST_TIMEOUT_MS;
      return await readJson<T>(await authFetch(path, jsonInit(request), timeoutMs));
    } catch (thrown) {
      throw asAuthError(thrown);
    }
  };
}
