/** A browser whose active session is one in which an administrator acts as a user. */

import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { findPrincipal, signOut } from "@/lib/server/sessions/sessions";
import { withoutAccount } from "@/lib/session/browser-accounts";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { HOME, loginUrl } from "@/lib/session/login-url";
import { userPath } from "@/lib/session/page-paths";
import type { SessionRecord } from "@/lib/session/session";
import { activateFromForm, heldSignIns } from "./accounts";
import type { CookieWrite } from "./cookie-writes";
import type { RequestContext } from "./request-context";
import { accountSignOutCookies, switchCookies } from "./session-cookies";
import { tokensOf } from "./sign-ins";

/**
 * Judges by the session's row, so that nothing the browser sends decides it.
 *
 * @returns `forbidden_while_impersonating` while an administrator acts as the user of this browser's active session
 */
export async function refuseImpersonation({
  credentials,
}: RequestContext): Promise<Failure<"forbidden_while_impersonating"> | null> {
  const found = credentials.refresh ? await findPrincipal(credentials.refresh.token) : null;
  return found && "session" in found ? refuseActingSession(found.session) : null;
}

/** The same for the session of a bearer; null for an API key. */
export function refuseActingSession(
  session: Pick<SessionRecord, "impersonatorId"> | null,
): Failure<"forbidden_while_impersonating"> | null {
  return session && session.impersonatorId !== null ? fail("forbidden_while_impersonating") : null;
}

/**
 * Ends a session in which an administrator acts as a user, and makes the administrator's own account on this browser the
 * active one. No other account takes its place: when the administrator's own session is over, none is active.
 *
 * @param sessionId the session of the page whose Stop was pressed; without it, the active one
 * @returns the path to go to, and the cookies
 */
export async function stopImpersonation(
  { credentials, client }: RequestContext,
  sessionId?: string,
): Promise<{ path: string; cookies: CookieWrite[] }> {
  const { active, browser } = credentials;
  const signIn =
    sessionId === undefined ? active : browser?.signIns.find((one) => one.sessionId === sessionId);
  if (!signIn?.impersonated || !browser) return { path: HOME, cookies: [] };
  const acting = await database().findSession(signIn.sessionId);
  await signOut(tokensOf(credentials, [signIn]), client);
  const now = await database().now();
  const left = await accountSignOutCookies(credentials, signIn.sessionId, config(), now);

  const ownSessionId = acting?.session.impersonatorSessionId;
  const own = heldSignIns(credentials).find(({ sessionId }) => sessionId === ownSessionId);
  const switched = own ? await activateFromForm(own, { credentials, client }) : fail("not_found");
  if (isFailure(switched)) return { path: loginUrl(null, null), cookies: left };
  const rest = { ...credentials, browser: { ...browser, ...withoutAccount(browser, signIn.sessionId) } };
  const { session, refreshToken } = switched;
  const back = await switchCookies(rest, session, refreshToken, config(), switched.now);
  // Both write the browser cookie: the later one stands.
  const cookies = [...new Map([...left, ...back].map((cookie) => [cookie.name, cookie])).values()];
  return { path: userPath(signIn.userId), cookies };
}
