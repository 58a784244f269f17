/**
 * The one error the browser client throws. `code` is matched, never `message`.
 */
import type { ErrorBody, ErrorDetails } from "@/lib/session/error-body";
import type { ClientErrorCode } from "@/lib/session/errors";
import type { Failure } from "@/lib/session/failure";

/** Codes after which the same call may succeed later, with the user still signed in. */
const RECOVERABLE: readonly ClientErrorCode[] = [
  "token_expired",
  "silent_auth_failed",
  "rate_limited",
  "server_error",
  "unavailable",
  "request_timeout",
  "superseded",
];

/** A failure of a call, by its code. Whatever else goes wrong in the client is a bug. */
export class AuthError extends Error implements Failure<ClientErrorCode> {
  readonly code: ClientErrorCode;
  readonly details?: ErrorDetails | undefined;

  /** @param more.message for logs; the code where the server sent none */
  constructor(
    code: ClientErrorCode,
    more: { message?: string; details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(more.message ?? code, { cause: more.cause });
    this.name = "AuthError";
    this.code = code;
    this.details = more.details;
  }
}

/** @returns true when the same call may succeed later, with the user still signed in */
export function isRecoverable(thrown: unknown): boolean {
  return thrown instanceof AuthError && RECOVERABLE.includes(thrown.code);
}

/** @returns `thrown` itself when it is an `AuthError`; anything else that `fetch` throws becomes `silent_auth_failed`. */
export function asAuthError(thrown: unknown): AuthError {
  return thrown instanceof AuthError ? thrown : new AuthError("silent_auth_failed", { cause: thrown });
}

/** The server answered, but not as our server does. Its code is `server_error`. */
export function malformedResponseError(cause?: unknown): AuthError {
  return new AuthError("server_error", { cause });
}

/**
 * Reads an error response. Only our own error shape is believed: a proxy's or a captive portal's 401
 * says nothing about the session, so it counts as a fault of the server.
 *
 * @param response an answer whose status is not 2xx; its body is consumed
 */
export async function readAuthError(response: Response): Promise<AuthError> {
  const body: Partial<ErrorBody> | null = await response.json().catch(() => null);
  const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const details = { ...body?.details, ...(retryAfter > 0 && { retryAfter }) };
  // Without both it is not our server's answer.
  const { error, message } =
    body?.error && body.message ? (body as ErrorBody) : { error: "server_error" as const };
  return new AuthError(error, { ...(message && { message }), details });
}
