import type { Environment } from "@/lib/client/browser/environment";
import { readAuthError } from "@/lib/client/http/auth-error";
import type { Connection } from "@/lib/client/http/connection";
import { withTimeout } from "@/lib/client/http/request";
import type { TokenManager } from "@/lib/client/tokens/token-manager";
import type { StepUp } from "./step-up";

/** @param limit milliseconds an answer to one attempt may take to begin; without it only `init.signal` ends it */
export type AuthFetch = (input: RequestInfo | URL, init?: RequestInit, limit?: number) => Promise<Response>;

export interface AuthFetchParts {
  tokens: TokenManager;
  connection: Connection;
  stepUp: StepUp;
}

const SAFE = ["GET", "HEAD", "OPTIONS"];

/**
 * `fetch` for our own APIs. Only requests to our own origin carry the token; others are plain `fetch`.
 *
 * A call answered 401 waits, together with every call made meanwhile, for one refresh and is then sent again, once.
 * Whatever the 401 says, the refresh decides: the cookie, not the bearer, knows whether the session is on.
 * A call that needs a proof of who is there waits for the password, and is sent again, once. A call that does not reach
 * the server is sent again for a while. All of them carry one `Idempotency-Key`, so what they ask for is done once.
 *
 * @returns the answer, of any status but a 401 about the session, or a 403 about a password the person would not give
 * @throws {AuthError} when there is no token to be had; what `fetch` itself throws comes through as it is
 */
export function createAuthFetch(env: Environment, { tokens, connection, stepUp }: AuthFetchParts): AuthFetch {
  return async (input, init, limit) => {
    const sequence = tokens.nextSequence();
    const request = new Request(input, init);
    if (new URL(request.url).origin !== env.origin()) return env.fetch(request);
    if (!SAFE.includes(request.method) && !request.headers.has("Idempotency-Key"))
      request.headers.set("Idempotency-Key", env.randomId());

    /** The body of a request can be sent once; a clone's, once more. */
    async function send(token: string): Promise<Response> {
      const attempt = request.clone();
      attempt.headers.set("Authorization", `Bearer ${token}`);
      return limit
        ? withTimeout(env, limit, (late) =>
            env.fetch(attempt, { signal: AbortSignal.any([request.signal, late]) }),
          )
        : env.fetch(attempt);
    }

    let token = await tokens.getAccessToken({ sequence });
    let replayed = false;
    let reauthenticated = false;
    for (;;) {
      const response = await connection.fetchWithRetry(() => send(token), request.signal);
      if (response.status !== 401 && (response.status !== 403 || reauthenticated)) return response;
      const error = await readAuthError(response.clone());
      if (error.code === "reauthentication_required") {
        await stepUp.waitForReauthentication(error);
        reauthenticated = true;
        token = await tokens.getAccessToken({ sequence });
      } else {
        if (response.status === 403 || error.code === "invalid_credentials") return response;
        if (replayed) throw error;
        replayed = true;
        token = await tokens.getAccessToken({ rejectedToken: token, sequence });
      }
    }
  };
}
