/**
 * The one shape of a refusal, from the rules to the form. `ErrorBody` is its form on the wire, `AuthError` its thrown
 * form.
 */
import type { ErrorDetails } from "./error-body";
import { type ClientErrorCode, type ErrorCode, isErrorCode } from "./errors";

/** An expected refusal: a value, not an exception. The route wrapper turns it into an HTTP response. */
export interface Failure<Code extends ClientErrorCode = ErrorCode> {
  code: Code;
  /** The details that the caller may know. */
  details?: ErrorDetails | undefined;
}

/** @returns a failure with its code and the details that the caller may know. */
export function fail<Code extends ErrorCode>(code: Code, details?: ErrorDetails): Failure<Code> {
  return details ? { code, details } : { code };
}

/** @returns whether a result is a failure; any other value is the result that was asked for. */
export function isFailure(value: unknown): value is Failure {
  if (typeof value !== "object" || value === null || !("code" in value)) return false;
  return isErrorCode(value.code);
}
