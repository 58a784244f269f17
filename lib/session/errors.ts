/**
 * The error codes of the HTTP API and of the browser client. Code is matched, never the message.
 */
import type { EndReason } from "./reasons";

/** Codes the server answers, with the HTTP status that goes with each. */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_credentials: 401,
  not_authenticated: 401,
  token_expired: 401,
  session_expired: 401,
  session_revoked: 401,
  account_disabled: 403,
  cross_site_request: 403,
  forbidden: 403,
  reauthentication_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  email_taken: 409,
  session_mismatch: 409,
  superseded: 409,
  last_admin: 409,
  request_in_progress: 409,
  idempotency_key_reused: 422,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  server_error: 500,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What a caller may know about an error beyond its code. */
export interface ErrorDetails {
  /** Why the session ended; with `session_expired` and `session_revoked`. */
  reason?: EndReason;
  /** What is wrong with which field; with `invalid_request`. The path is "" for the whole. */
  issues?: { path: string; message: string }[];
  /** Our own origin, where the same request is no foreign one; with `cross_site_request`. */
  origin?: string;
  /** Seconds until another attempt makes sense. */
  retryAfter?: number;
}

/** The body of every response that is an error. */
export interface ErrorBody {
  error: ErrorCode;
  /** For people; its wording may change. */
  message: string;
  details?: ErrorDetails;
}

/**
 * Codes that only the browser client uses: the server could not be reached, or its answer was not its own
 * (`silent_auth_failed`); the sign-in succeeded, but the browser did not keep its cookies (`cookies_blocked`).
 */
export type ClientErrorCode = ErrorCode | "silent_auth_failed" | "cookies_blocked";

/**
 * @returns true for the three codes that mean the session is over. Only these sign the user out: `token_expired` asks for
 *   a refresh, and after any other error the client may try again
 */
export function isTerminal(code: ClientErrorCode): boolean {
  return code === "session_expired" || code === "session_revoked" || code === "not_authenticated";
}
