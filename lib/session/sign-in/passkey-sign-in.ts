/** Signing in with a passkey and nothing else: it is both factors, and it names its user. */

import { type Decision, noChange } from "@/lib/session/decision";
import { type CheckedPasskey, decidePasskey } from "@/lib/session/factors/passkeys";
import { fail, isFailure } from "@/lib/session/failure";
import type { SignInFound } from "./attempt-begin";
import type { AttemptPolicy, Opening } from "./attempt-progress";
import type { StepOutcome } from "./attempts";
import { decideSignIn } from "./sign-in";

/**
 * Opens a session for the user of a passkey whose signature was right a moment ago.
 *
 * @param found the user's account and factors, under lock; null when the user is gone
 * @returns outcome: the session; or `invalid_credential` when the passkey was removed meanwhile, `account_disabled`,
 *   `rate_limited`
 */
export function decidePasskeySignIn(
  found: Pick<SignInFound, "account" | "factors" | "providerSignIns"> | null,
  { passkey, rememberMe, opening }: { passkey: CheckedPasskey; rememberMe: boolean; opening: Opening },
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  if (!found) return noChange(fail("invalid_credential"));
  const { account, factors, providerSignIns } = found;
  const { session, knownBrowser } = opening;
  const used = decidePasskey(factors, passkey, { userId: account.user.id, actor: session.actor }, now);
  if (isFailure(used.outcome)) return noChange(used.outcome);

  const command = { ...session, rememberMe, authMethods: ["passkey"], knownBrowser, providerSignIns };
  const verifiedHash = account.user.passwordHash; // no password was checked
  const signedIn = decideSignIn(account, { ...command, verifiedHash }, now, policy);
  if (isFailure(signedIn.outcome)) return signedIn;
  return {
    outcome: signedIn.outcome,
    changes: [...used.changes, ...signedIn.changes],
    events: [...used.events, ...signedIn.events],
  };
}
