/**
 * Why a sign-in by an identity provider came to nothing. The codes are fixed, and the login page has a text for each:
 * nothing that arrives in a URL is ever echoed to the page.
 */
const PROVIDER_ERRORS = [
  "denied",
  "state",
  "provider",
  "unavailable",
  "email_missing",
  "account_exists",
  "another_user",
  "account_disabled",
] as const;

export type ProviderError = (typeof PROVIDER_ERRORS)[number];

/** The same, or why such a sign-in could not even begin in this browser. */
export type ProviderProblem = ProviderError | "device_key_unavailable";

const PROBLEMS: readonly ProviderProblem[] = [...PROVIDER_ERRORS, "device_key_unavailable"];

/** @returns the code when the login page accepts `value`, else null; never throws */
export function parseProviderProblem(value: unknown): ProviderProblem | null {
  return PROBLEMS.find((code) => code === value) ?? null;
}
