/**
 * The user of a form that needs a recent sign-in. A form without JavaScript has no access token, so the password stands in
 * the form itself.
 */
import "server-only";
import { config } from "@/lib/server/config";
import { confirmPassword, confirmSecondFactor } from "@/lib/server/reauthentication";
import { findPrincipal, type Principal } from "@/lib/server/sessions";
import { type Failure, fail } from "@/lib/session/failure";
import type { RequestContext } from "@/lib/web/request/request-context";

export interface FormProof {
  /** The user the page was rendered for. */
  userId: string;
  /** Empty when the form had no such field. */
  password: string;
  /** A code of the second factor; empty when the form had no such field. */
  proof: string;
}

/**
 * Finds the user who is signed in, if it is the one the page was rendered for.
 *
 * @returns the principal; or `not_authenticated`, or `session_mismatch` when another account is signed in by now
 */
export async function findFormPrincipal(
  userId: string,
  { credentials }: RequestContext,
): Promise<Principal | Failure> {
  const principal = credentials.refresh ? await findPrincipal(credentials.refresh.token) : null;
  if (!principal || "reason" in principal) return fail("not_authenticated");
  return userId === principal.user.id ? principal : fail("session_mismatch");
}

/**
 * Requires a sign-in within REAUTHENTICATION_WINDOW, or the password in the form, with the second factor of a user who has
 * one (OWASP ASVS 5.0, 7.5.1).
 *
 * @returns null; or `reauthentication_required` without a password, and the codes of `confirmPassword` and
 *   `confirmSecondFactor`
 */
export async function refuseStale(
  principal: Principal,
  { password, proof }: FormProof,
  { client }: RequestContext,
): Promise<Failure | null> {
  const { session, now } = principal;
  if (now - session.createdAt < config().reauthenticationWindow) return null;
  if (!password) return fail("reauthentication_required");
  return (
    (await confirmPassword(principal, password, client)) ??
    (await confirmSecondFactor(principal, proof || undefined, client))
  );
}
