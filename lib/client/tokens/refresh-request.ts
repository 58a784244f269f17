import type { Environment } from "@/lib/client/browser/environment";
import { AuthError, asAuthError, malformedResponseError } from "@/lib/client/http/auth-error";
import { requestJson } from "@/lib/client/http/request";
import type { RefreshView } from "@/lib/session/contract";
import { isTerminal } from "@/lib/session/errors";

export interface Rotation {
  view: RefreshView;
  /** When the request left, on the monotonic clock: the token lives at least `expiresIn` from here. */
  sentAt: number;
}

/**
 * Asks an endpoint that rotates the session (refresh, password change), and allows for races: after
 * `superseded` it asks once more, and an error that ends the session counts only if there was no sign-in or sign-out in
 * this browser since the request left; else it asks once more.
 *
 * @throws {AuthError} a second `superseded` in a row as `session_revoked` for `password_changed`:
 *   only a token from before a password change is superseded by what the cookies hold now
 */
export async function requestRotation(
  env: Environment,
  path: string,
  body: unknown,
  token?: string,
): Promise<Rotation> {
  let superseded = false;
  let askedAgain = false;
  for (;;) {
    const epoch = env.epoch();
    const sentAt = env.now();
    try {
      const view = await requestJson<RefreshView>(env, path, { body, proves: true }, token);
      if (typeof view?.accessToken === "string" && view.expiresIn > 0) return { view, sentAt };
      throw malformedResponseError();
    } catch (thrown) {
      const error = asAuthError(thrown);
      if (error.code === "superseded") {
        if (superseded) {
          throw new AuthError("session_revoked", { details: { reason: "password_changed" }, cause: error });
        }
        superseded = true;
      } else if (isTerminal(error.code) && !askedAgain && env.epoch() !== epoch) {
        askedAgain = true;
        superseded = false;
      } else {
        throw error;
      }
    }
  }
}
