import type { AccountView } from "@/lib/session/contract";
import type { LoginReason } from "@/lib/session/reasons";

/** The form. */
export interface FormView {
  kind: "form";
  /** The address to begin with: that of an account whose session has ended. */
  email: string | null;
  /** Why it has. */
  reason: LoginReason | null;
  /** Whether there is a list of accounts to go back to. */
  canChoose: boolean;
}

/** What the sign-in page shows; the chooser lists the accounts of this browser. */
export type SignInPageView = FormView | { kind: "chooser"; isFull: boolean };

/** The part of the page's query that chooses what it shows. */
export interface SignInQuery {
  /** There, with any value: the user wants to sign in to one more account. */
  add?: unknown;
  /** The session of the account to sign in to. Another browser's is not found, and changes nothing. */
  account?: unknown;
}

/**
 * Decides what the sign-in page shows. A browser that holds accounts is asked for one of them before any password; one
 * whose only session has ended goes straight to the form. With five accounts signed in, a sixth gets no form.
 *
 * @param accounts those of the browser, with those that have ended
 * @param isFull whether five are signed in
 * @param isInAttempt whether a sign-in is open, whose next step stands in the form's place
 */
export function decideSignInView(
  accounts: AccountView[],
  isFull: boolean,
  isInAttempt: boolean,
  { add, account }: SignInQuery,
): SignInPageView {
  const canChoose = accounts.length > 1 || accounts[0]?.endedReason === null;
  const plain = { kind: "form", email: null, reason: null, canChoose } as const;
  if (isInAttempt || (add !== undefined && !isFull)) return plain;
  const chosen = accounts.find(({ sessionId }) => sessionId === account);
  if (chosen?.endedReason) return { ...plain, email: chosen.user.email, reason: chosen.endedReason };
  if (canChoose) return { kind: "chooser", isFull };
  return { ...plain, email: accounts[0]?.user.email ?? null };
}
