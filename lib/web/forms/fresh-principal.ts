/**
 * The user of a form that needs a recent sign-in. A form without JavaScript has no access token, so the password stands in
 * the form itself.
 */
import "server-only";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { confirmPassword, confirmSecondFactor } from "@/lib/server/reauthentication";
import { findPrincipal, type Principal } from "@/lib/server/sessions";
import { type Failure, fail } from "@/lib/session/failure";
import type { RequestContext } from "@/lib/web/request/request-context";

export interface FormProof {
  /** The session the page was rendered in. */
  pageSessionId: string;
  /** Empty when the form had no such field. */
  password: string;
  /** A code of the second factor; empty when the form had no such field. */
  proof: string;
}

/**
 * Finds the user who is signed in, if the page was rendered for the same user, who may have signed in again since. A page
 * on which an administrator acted as the user belongs to the administrator: its form must not become the user's own.
 *
 * @param pageSessionId the session the page was rendered in
 * @returns the principal; or `not_authenticated`, or `session_mismatch` when the page belongs to another account
 */
export async function findFormPrincipal(
  pageSessionId: string,
  { credentials }: RequestContext,
): Promise<Principal | Failure> {
  const principal = credentials.refresh ? await findPrincipal(credentials.refresh.token) : null;
  if (!principal || "reason" in principal) return fail("not_authenticated");
  const { session } = principal;
  if (pageSessionId === session.id) return principal;
  const page = (await database().findSession(pageSessionId))?.session;
  const isTheirs = page?.userId === session.userId && page.impersonatorId === session.impersonatorId;
  return isTheirs ? principal : fail("session_mismatch");
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
  if (now - session.authenticatedAt < config().reauthenticationWindow) return null;
  if (!password) return fail("reauthentication_required");
  return (
    (await confirmPassword(principal, password, client)) ??
    (await confirmSecondFactor(principal, proof || undefined, client))
  );
}
