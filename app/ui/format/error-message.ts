import { AuthError } from "@/lib/client/http/auth-error";
import type { ClientErrorCode } from "@/lib/session/errors";
import type { Failure } from "@/lib/session/failure";
import type { Texts } from "@/lib/texts/catalogue";

/** A failure as a form or a list shows it. Serializable, so an action can return it. */
export interface FormError extends Failure<ClientErrorCode> {
  /** The reason is over, so another try may succeed. */
  isResolved?: boolean | undefined;
}

/** The server or its database was unreachable. */
const OUTAGE: readonly ClientErrorCode[] = ["silent_auth_failed", "unavailable"];

/** @returns an error as one or two sentences, with the time to wait where there is one. */
export function errorMessage({ code, details, isResolved }: FormError, t: Texts<"requestErrors">): string {
  if (isResolved) return t.couldNotConnect;
  if (details?.origin !== undefined) return t.otherAddress({ origin: details.origin });
  const known: Partial<Record<ClientErrorCode, string>> = t.byCode;
  const reason = known[code] ?? t.unexpected;
  if (details?.retryAfter !== undefined) return t.tryAgainIn({ reason, wait: details.retryAfter });
  return known[code] ? reason : t.tryAgain({ reason });
}

/** @returns the code and details of an `AuthError`; any other error becomes `server_error`. */
export function toFormError(error: unknown): FormError {
  if (!(error instanceof AuthError)) return { code: "server_error" };
  return { code: error.code, details: error.details };
}

/** @returns the error as it stands once the server is reachable: an outage is marked as resolved, the rest is unchanged. */
export function retryWhenOnline(error: FormError): FormError {
  return OUTAGE.includes(error.code) ? { ...error, isResolved: true } : error;
}

/**
 * @param findings a message for each field by its name, or undefined
 * @returns an `invalid_request` error with one issue for each message; null when there is none
 */
export function toFieldErrors(findings: Record<string, string | undefined>): FormError | null {
  const issues = Object.entries(findings).flatMap(([path, message]) => (message ? [{ path, message }] : []));
  return issues.length > 0 ? { code: "invalid_request", details: { issues } } : null;
}

/** @returns the message for one field of a form, if there is one. */
export function issueOf(error: FormError | null, path: string): string | undefined {
  return error?.details?.issues?.find((issue) => issue.path === path)?.message;
}
