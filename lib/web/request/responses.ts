/**
 * Responses of the HTTP API.
 */
import { stringifySetCookie } from "cookie";
import { config } from "@/lib/server/config";
import type { ErrorBody } from "@/lib/session/error-body";
import { ERROR_STATUS, type ErrorCode } from "@/lib/session/errors";
import { type Failure, isFailure } from "@/lib/session/failure";
import { type CookieWrite, cookieAttributes, withOtherVariants } from "./cookie-writes";
import { withIssuesIn } from "./issue-texts";
import { languageOf } from "./language";

/** For users and developers to read. Programs match the code. */
const MESSAGES: Record<ErrorCode, string> = {
  invalid_request: "The request has errors.",
  invalid_credentials: "Incorrect email or password.",
  invalid_code: "The code is wrong.",
  invalid_ticket: "This link has expired, was used already, or belongs to another browser.",
  invalid_credential: "The passkey was not accepted.",
  login_required: "Sign in again on the sign-in page.",
  not_authenticated: "You are not signed in.",
  token_expired: "The access token has expired.",
  session_expired: "Your session has expired.",
  session_revoked: "Your session has been ended.",
  use_dpop_nonce: "Sign the proof again, with the nonce of this answer.",
  device_proof_required: "This session belongs to another browser. Confirm your password, or sign in again.",
  account_disabled: "This account has been disabled.",
  device_key_unavailable: "This browser can't keep a key, which a sign-in here needs.",
  cross_site_request: "This request comes from another site.",
  forbidden: "You don't have permission to do this.",
  forbidden_while_impersonating: "An administrator who acts as the user can't change this.",
  deletion_scheduled: "This account is to be deleted. Keep it first.",
  wrong_account: "The invitation was sent to another address.",
  last_owner: "An organization needs an owner.",
  slug_taken: "This short name is taken.",
  already_member: "The user is a member already.",
  reauthentication_required: "Confirm your password first.",
  second_factor_required: "Confirm your second factor too.",
  not_found: "This doesn't exist.",
  unknown_template: "There is no token of this name.",
  method_not_allowed: "This method isn't supported here.",
  request_timeout: "The request took too long to arrive.",
  email_taken: "An account with this email already exists.",
  session_mismatch: "Another account is signed in on this browser now.",
  superseded: "A newer token has been issued. Read your cookies again and retry once.",
  last_admin: "At least one administrator must stay enabled.",
  attempt_closed: "This sign-in is over. Begin a new one.",
  wrong_step: "Another step of this sign-in is due.",
  device_link_closed: "This request to add a device is over. Begin a new one.",
  approval_pending: "The device has not been approved yet.",
  challenge_closed: "This code can no longer be used. Ask for a new one.",
  second_factor_needed: "Your account has to keep a second factor.",
  request_in_progress: "The same request is still in progress.",
  too_many_accounts: "Five accounts are signed in on this browser. Sign one of them out first.",
  already_done: "This request was already done. Its answer can't be given again.",
  idempotency_key_reused: "This Idempotency-Key was used for another request.",
  payload_too_large: "The request is too large.",
  unsupported_media_type: "The content type isn't supported here.",
  rate_limited: "Too many attempts. Try again later.",
  factor_locked: "Too many wrong codes. Try again later.",
  server_error: "Something went wrong on our side.",
  unavailable: "The service is unavailable right now. Try again in a moment.",
};

/** When to retry while the database is unavailable or too many users sign in at once. */
const UNAVAILABLE_RETRY_SECONDS = 2;

/**
 * Makes a JSON response with `Cache-Control: private, no-store`, unless `headers` overrides it.
 *
 * @param body undefined for a response without one
 * @param options.cookies written here and nowhere else, so that no response with a cookie is ever cached
 */
export function jsonResponse(
  body: unknown,
  options: { status?: number; cookies?: CookieWrite[]; headers?: Record<string, string> } = {},
): Response {
  const { status = 200, cookies = [], headers } = options;
  const single: Record<string, string> = { "Cache-Control": "private, no-store", ...headers };
  if (body !== undefined) single["Content-Type"] = "application/json; charset=utf-8";
  const written = cookies.flatMap(setCookieHeaders).map((header): [string, string] => ["Set-Cookie", header]);
  // All headers at once: setting one on a finished response costs more than making the response.
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: written.length > 0 ? [...Object.entries(single), ...written] : single,
  });
}

/** @returns the `Set-Cookie` headers that write a cookie */
export function setCookieHeaders(cookie: CookieWrite): string[] {
  const settings = config();
  return withOtherVariants(cookie, settings).map((write) =>
    stringifySetCookie(cookieAttributes(write, settings)),
  );
}

/** 204, with the given cookies. */
export function noContent(cookies: CookieWrite[] = []): Response {
  return jsonResponse(undefined, { status: 204, cookies });
}

const refusals = new WeakMap<Response, ErrorCode>();

/** @returns the code of a response to a failure; undefined for any other */
export function errorCodeOf(response: Response): ErrorCode | undefined {
  return refusals.get(response);
}

/** The response to a failure. It never changes a cookie, because it may arrive after a newer sign-in. */
export function failureResponse({ code, details }: Failure, headers: Record<string, string> = {}): Response {
  const status = ERROR_STATUS[code];
  const body: ErrorBody = { error: code, message: MESSAGES[code], ...(details ? { details } : {}) };
  const all: Record<string, string> = { ...headers };
  if (status === 401) all["WWW-Authenticate"] = `Bearer error="invalid_token", error_description="${code}"`;
  if (status === 503) all["Retry-After"] = String(UNAVAILABLE_RETRY_SECONDS);
  if (details?.retryAfter !== undefined) all["Retry-After"] = String(details.retryAfter);
  const response = jsonResponse(body, { status, headers: all });
  refusals.set(response, code);
  return response;
}

/** @returns the response to a request: what is wrong with its input is said in its language */
export function responseTo({ headers }: Pick<Request, "headers">, result: Response | Failure): Response {
  return isFailure(result) ? failureResponse(withIssuesIn(result, languageOf(headers))) : result;
}
