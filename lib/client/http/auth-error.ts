/**
 * The one error the browser client throws. `code` is matched, never `message`.
 */
import type { ClientErrorCode, ErrorBody, ErrorDetails } from "@/lib/session/errors";
import type { Failure } from "@/lib/session/failure";

const RECOVERABLE: readonly ClientErrorCode[] = [
  "token_expired",
  "silent_auth_failed",
  "rate_limited",
  "server_error",
  "unavailable",
  "request_timeout",
  "superseded",
];

export class AuthError extends Error implements Failure<ClientErrorCode> {
  readonly code: ClientErrorCode;
  readonly details?: ErrorDetails | undefined;

  constructor(
    code: ClientErrorCode,
    message: string,
    more?: { details?: ErrorDetails | undefined; cause?: unknown },
  ) {
    super(message, { cause: more?.cause });
    this.name = "AuthError";
    this.code = code;
    this.details = more?.details;
  }

  /** True when the same call may succeed later, with the user still signed in. */
  get recoverable(): boolean {
    return RECOVERABLE.includes(this.code);
  }
}

/** @returns `thrown` itself when it is an `AuthError`; anything else that `fetch` throws becomes `silent_auth_failed`. */
export function asAuthError(thrown: unknown): AuthError {
  if (thrown instanceof AuthError) return thrown;
  return new AuthError("silent_auth_failed", "The server could not be reached. Please try again.", {
    cause: thrown,
  });
}

const FAULT = { error: "server_error", message: "Something went wrong. Please try again." } as const;

/** The server answered, but not as our server does. Its code is `server_error`. */
export function malformedResponseError(cause?: unknown): AuthError {
  return new AuthError(FAULT.error, FAULT.message, { cause });
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
  const { error, message } = body?.error && body.message ? (body as ErrorBody) : FAULT;
  return new AuthError(error, message, { details });
}
