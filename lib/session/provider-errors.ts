/**
 * Why a sign-in by an identity provider came to nothing, and the text that the login page shows. Codes are fixed, and so
 * are the texts: nothing that arrives in a URL is ever echoed to the page.
 */
const TEXT = {
  denied: "You weren’t signed in, because you cancelled.",
  state: "This sign-in is too old, or was begun in another browser. Please try again.",
  provider: "The answer of the sign-in service couldn’t be used. Please try again.",
  unavailable: "The sign-in service can’t be reached right now. Please try again in a moment.",
  email_missing: "The sign-in service didn’t confirm your email address. Confirm it there, then try again.",
  account_exists:
    "There’s already an account with your email address. Sign in to it here within ten minutes, and the two are connected.",
  another_user: "You signed in there as someone else. Try again with the account you’re signed in to here.",
  account_disabled: "This account has been disabled.",
} as const;

export type ProviderError = keyof typeof TEXT;

/** The same, or why such a sign-in could not even begin in this browser. */
export type ProviderProblem = ProviderError | "device_key_unavailable";

/** @returns the code when the login page accepts `value`, else null; never throws */
export function parseProviderProblem(value: unknown): ProviderProblem | null {
  if (value === "device_key_unavailable") return value;
  return typeof value === "string" && Object.hasOwn(TEXT, value) ? (value as ProviderError) : null;
}

/** @returns the sentence the login page shows */
export function providerErrorText(error: ProviderError): string {
  return TEXT[error];
}
