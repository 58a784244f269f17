import { readAuthError } from "./auth-error";
import type { Environment } from "./environment";
import type { TokenManager } from "./token-manager";

export type AuthFetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/**
 * `fetch` for our own APIs. Only requests to our own origin carry the token; others are plain `fetch`.
 *
 * A call answered 401 waits, together with every call made meanwhile, for one refresh and is then sent again, once.
 * Whatever the 401 says, the refresh decides: the cookie, not the bearer, knows whether the session is on.
 *
 * @returns the answer, of any status but a 401 about the session
 * @throws {AuthError} when there is no token to be had; what `fetch` itself throws comes through as it is
 */
export function createAuthFetch(env: Environment, tokens: TokenManager): AuthFetch {
  return async (input, init) => {
    const ticket = tokens.drawTicket();
    const request = new Request(input, init);
    if (new URL(request.url).origin !== env.origin()) return env.fetch(request);

    let token = await tokens.getAccessToken({ ticket });
    for (let replayed = false; ; replayed = true) {
      // The body of a request can be sent once; a clone's, once more.
      const attempt = request.clone();
      attempt.headers.set("Authorization", `Bearer ${token}`);
      const response = await env.fetch(attempt);
      if (response.status !== 401) return response;
      const error = await readAuthError(response.clone());
      if (error.code === "invalid_credentials") return response;
      if (replayed) throw error;
      token = await tokens.getAccessToken({ refused: token, ticket });
    }
  };
}
