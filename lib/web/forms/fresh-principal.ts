/**
 * The user of a form that needs a recent sign-in. A form without JavaScript has no access token, so the password stands in
 * the form itself.
 */
import "server-only";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { findPrincipal, type Principal } from "@/lib/server/sessions/sessions";
import { confirmPassword, confirmSecondFactor } from "@/lib/server/sign-in/reauthentication";
import { refuseBeforeDeletion } from "@/lib/session/account/account-deletion";
import { type Failure, fail } from "@/lib/session/failure";
import type { SessionRecord } from "@/lib/session/session";
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
 * @param allowed.beforeDeletion whether a user whose account is to be deleted may send the form too
 * @returns the principal; or `not_authenticated`, `session_mismatch` when the page belongs to another account,
 *   `deletion_scheduled`
 */
export async function findFormPrincipal(
  pageSessionId: string,
  { credentials }: RequestContext,
  allowed: { beforeDeletion?: true } = {},
): Promise<Principal | Failure> {
  const principal = credentials.refresh ? await findPrincipal(credentials.refresh.token) : null;
  if (!principal || "reason" in principal) return fail("not_authenticated");
  const { session, user } = principal;
  const isTheirs = pageSessionId === session.id || (await isSameUsers(pageSessionId, session));
  if (!isTheirs) return fail("session_mismatch");
  return (allowed.beforeDeletion ? null : refuseBeforeDeletion(user)) ?? principal;
}

async function isSameUsers(pageSessionId: string, session: SessionRecord): Promise<boolean> {
  const page = (await database().findSession(pageSessionId))?.session;
  return page?.userId === session.userId && page.impersonatorId === session.impersonatorId;
}

/**
 * Whether the cookies of a session are not enough to show who sends a form. They may have been copied: those of a session
 * that is bound to a key prove nothing without it, and a form carries no proof.
 */
export function needsKey({ binding }: Pick<SessionRecord, "binding">): boolean {
  return binding !== null && config().deviceBinding !== "off";
}

/** @returns whether a form needs no password: the user has signed in within REAUTHENTICATION_WINDOW, and the cookies show it */
export function isRecentByCookie({ session, now }: Pick<Principal, "session" | "now">): boolean {
  return !needsKey(session) && now - session.authenticatedAt < config().reauthenticationWindow;
}

/**
 * Requires a sign-in within REAUTHENTICATION_WINDOW, or the password in the form, with the second factor of a user who has
 * one (OWASP ASVS 5.0, 7.5.1). In a session that is bound to a key it requires the password.
 *
 * @returns null; or `reauthentication_required` without a password, and the codes of `confirmPassword` and
 *   `confirmSecondFactor`
 */
export async function refuseStale(
  principal: Principal,
  { password, proof }: FormProof,
  { client }: RequestContext,
): Promise<Failure | null> {
  if (isRecentByCookie(principal)) return null;
  if (!password) return fail("reauthentication_required");
  return (
    (await confirmPassword(principal, password, client)) ??
    (await confirmSecondFactor(principal, proof || undefined, client))
  );
}
