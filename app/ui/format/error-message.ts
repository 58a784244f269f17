import { AuthError } from "@/lib/client/http/auth-error";
import type { ClientErrorCode } from "@/lib/session/errors";
import type { Failure } from "@/lib/session/failure";
import { durationInWords } from "./duration";

/** A failure as a form or a list shows it. Serializable, so an action can return it. */
export interface FormError extends Failure<ClientErrorCode> {
  /** It was for a reason that is over: another try may do. */
  isResolved?: boolean | undefined;
}

/** The server, or what it needs, was away. */
const AWAY: readonly ClientErrorCode[] = ["silent_auth_failed", "unavailable"];

const WORDS: Partial<Record<ClientErrorCode, string>> = {
  invalid_credentials: "Incorrect email or password.",
  account_disabled: "This account has been disabled. Contact the site’s administrator.",
  email_taken: "There’s already an account with this email. Sign in instead.",
  rate_limited: "Too many attempts.",
  unavailable: "We can’t reach our database right now.",
  silent_auth_failed: "We can’t reach Latchkey right now. Check your connection and try again.",
  forbidden: "Your account isn’t allowed to do this.",
  not_authenticated: "You’re no longer signed in. Sign in and try again.",
  reauthentication_required: "This needs your password, so nothing was changed.",
  not_found: "That no longer exists.",
  cross_site_request: "This request came from another site, so it was blocked. Open Latchkey and try again.",
  session_mismatch: "A different account is signed in on this browser now. Reload the page.",
  invalid_request: "Something in this form isn’t right.",
};

/** @returns a refusal as one or two sentences, with the time to wait where there is one. */
export function errorMessage({ code, details, isResolved }: FormError): string {
  if (isResolved) return "We couldn’t connect a moment ago. Try again.";
  const text = WORDS[code] ?? "Something went wrong on our end.";
  if (details?.retryAfter !== undefined) {
    return `${text} Try again in ${durationInWords(details.retryAfter)}.`;
  }
  return WORDS[code] ? text : `${text} Try again.`;
}

/** @returns what the client's typed errors tell; anything else counts as our own fault. */
export function toFormError(error: unknown): FormError {
  if (!(error instanceof AuthError)) return { code: "server_error" };
  return { code: error.code, details: error.details };
}

/** @returns a refusal as it is once the server is reached: that it was away is over, all else stands. */
export function retryWhenOnline(refusal: FormError): FormError {
  return AWAY.includes(refusal.code) ? { ...refusal, isResolved: true } : refusal;
}

/** @returns a refusal that names each field with a finding, or null when there is none. */
export function toFieldErrors(findings: Record<string, string | undefined>): FormError | null {
  const issues = Object.entries(findings).flatMap(([path, message]) => (message ? [{ path, message }] : []));
  return issues.length > 0 ? { code: "invalid_request", details: { issues } } : null;
}

/** @returns the message for one field of a form, if there is one. */
export function issueOf(refusal: FormError | null, path: string): string | undefined {
  return refusal?.details?.issues?.find((issue) => issue.path === path)?.message;
}
