/**
 * Answers of the HTTP API.
 */
import { stringifySetCookie } from "cookie";
import { config } from "@/lib/server/config";
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from "@/lib/session/errors";
import type { Failure } from "@/lib/session/failure";
import { type CookieWrite, cookieAttributes } from "./session-cookies";

/** For people; programs match the code. */
const MESSAGES: Record<ErrorCode, string> = {
  invalid_request: "The request is not as expected.",
  invalid_credentials: "Incorrect email or password.",
  not_authenticated: "You are not signed in.",
  token_expired: "The access token has expired.",
  session_expired: "Your session has expired.",
  session_revoked: "Your session was ended.",
  account_disabled: "This account has been disabled.",
  cross_site_request: "This request comes from another site.",
  forbidden: "You may not do this.",
  reauthentication_required: "Confirm your password first.",
  not_found: "There is nothing here.",
  method_not_allowed: "This method is not supported here.",
  request_timeout: "The request took too long to arrive.",
  email_taken: "There is already an account with this email.",
  session_mismatch: "Somebody else is signed in on this browser by now.",
  superseded: "A newer token has been handed out. Look at your cookies and try once more.",
  request_in_progress: "The same request is still being worked on.",
  idempotency_key_reused: "This Idempotency-Key belongs to another request.",
  payload_too_large: "The request is too large.",
  unsupported_media_type: "Send JSON.",
  rate_limited: "Too many attempts. Try again later.",
  server_error: "Something went wrong on our side.",
  unavailable: "We cannot answer right now. Try again in a moment.",
};

/** Seconds after which to come back when the database is away or everybody signs in at once. */
const UNAVAILABLE_RETRY_SECONDS = 2;

/**
 * What every answer may be: private, and so kept by nobody, unless it says otherwise.
 * @param options.cookies written by this one place, so none is ever cached
 */
export function jsonResponse(
  body: unknown,
  options: { status?: number; cookies?: CookieWrite[]; headers?: Record<string, string> } = {},
): Response {
  const { status = 200, cookies = [], headers } = options;
  const response = new Response(body === undefined ? null : JSON.stringify(body), { status });
  if (body !== undefined) response.headers.set("Content-Type", "application/json; charset=utf-8");
  response.headers.set("Cache-Control", "private, no-store");
  for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
  for (const cookie of cookies) {
    response.headers.append("Set-Cookie", stringifySetCookie(cookieAttributes(cookie, config())));
  }
  return response;
}

/** 204, with whatever cookies go with it. */
export function noContent(cookies: CookieWrite[] = []): Response {
  return jsonResponse(undefined, { status: 204, cookies });
}

/** A refusal as an answer. It never touches a cookie: it may arrive after a newer sign-in. */
export function failureResponse({ code, details }: Failure, headers: Record<string, string> = {}): Response {
  const status = ERROR_STATUS[code];
  const body: ErrorBody = { error: code, message: MESSAGES[code], ...(details ? { details } : {}) };
  const all: Record<string, string> = { ...headers };
  if (status === 401) all["WWW-Authenticate"] = `Bearer error="invalid_token", error_description="${code}"`;
  if (status === 503) all["Retry-After"] = String(UNAVAILABLE_RETRY_SECONDS);
  if (details?.retryAfter !== undefined) all["Retry-After"] = String(details.retryAfter);
  return jsonResponse(body, { status, headers: all });
}
