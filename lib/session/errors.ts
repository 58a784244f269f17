/** The error codes of the HTTP API and of the browser client. Programs compare the code, never the message. */

/** The codes the server answers with, and the HTTP status of each. */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_credentials: 401,
  invalid_code: 401,
  invalid_ticket: 401,
  invalid_credential: 401,
  login_required: 401,
  not_authenticated: 401,
  token_expired: 401,
  session_expired: 401,
  session_revoked: 401,
  use_dpop_nonce: 401,
  device_proof_required: 401,
  account_disabled: 403,
  device_key_unavailable: 403,
  cross_site_request: 403,
  forbidden: 403,
  forbidden_while_impersonating: 403,
  deletion_scheduled: 403,
  wrong_account: 403,
  reauthentication_required: 403,
  second_factor_required: 403,
  not_found: 404,
  unknown_template: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  email_taken: 409,
  session_mismatch: 409,
  superseded: 409,
  last_admin: 409,
  last_owner: 409,
  slug_taken: 409,
  already_member: 409,
  attempt_closed: 409,
  wrong_step: 409,
  challenge_closed: 409,
  device_link_closed: 409,
  approval_pending: 409,
  second_factor_needed: 409,
  request_in_progress: 409,
  already_done: 409,
  too_many_accounts: 409,
  idempotency_key_reused: 422,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  factor_locked: 429,
  server_error: 500,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** @returns whether a value that came from outside is a code of ours */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(ERROR_STATUS, value);
}

/**
 * Codes that only the browser client uses. `silent_auth_failed`: the server could not be reached, or the response did
 * not come from it. `cookies_blocked`: the sign-in succeeded, but the browser did not keep its cookies. `passkey_exists`:
 * this device already has a passkey for the account.
 */
export type ClientErrorCode = ErrorCode | "silent_auth_failed" | "cookies_blocked" | "passkey_exists";

/**
 * Tells whether a code means that the session is over. Only these codes sign the user out: `token_expired` asks for a
 * refresh, and after any other error the client may try again.
 */
export function isTerminal(code: ClientErrorCode): boolean {
  return (
    code === "session_expired" ||
    code === "session_revoked" ||
    code === "not_authenticated" ||
    // This browser has lost its key: it can't go on, though the session can.
    code === "device_proof_required"
  );
}
