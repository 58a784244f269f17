/**
 * Answers that begin, renew or end a session: the view in the body, the secrets in cookies.
 */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { type Grant, toRefreshView, toSignInView } from "@/lib/server/grant";
import { signOut } from "@/lib/server/sessions";

import {
  activeTokens,
  type CookieWrite,
  evictedTokens,
  rotationCookies,
  signInCookies,
  signOutCookies,
} from "./cookies";
import type { RequestContext } from "./request-context";
import { jsonResponse, noContent } from "./responses";

/** A completed sign-in. */
export async function signInResponse(
  grant: Grant,
  visit: RequestContext,
  status: 200 | 201,
): Promise<Response> {
  return jsonResponse(await toSignInView(grant), { status, cookies: await signInCookiesFor(grant, visit) });
}

/** A renewed session. */
export async function refreshResponse(grant: Grant, visit: RequestContext): Promise<Response> {
  const { session, refreshToken, now } = grant;
  const cookies = rotationCookies(visit.credentials, session, refreshToken, config(), now);
  return jsonResponse(await toRefreshView(grant), { cookies });
}

/** Signs this browser out: the sessions it holds end, and nobody is signed in on it any more. */
export async function signOutResponse(visit: RequestContext): Promise<Response> {
  return noContent(await signOutBrowser(visit));
}

/** Somebody signed out here without reaching us: their next contact that may change something makes it true. */
export async function applyPendingSignOut({ credentials, client }: RequestContext): Promise<void> {
  const { pendingSignOut, refresh } = credentials;
  if (pendingSignOut && refresh) await signOut([refresh.token], client);
}

/** Ends the sessions this browser holds; @returns the cookies that say so. */
export async function signOutBrowser({ credentials, client }: RequestContext): Promise<CookieWrite[]> {
  await signOut(activeTokens(credentials), client);
  return signOutCookies(credentials, config(), await database().now());
}

/** Ends the session of an account there is no room for any more; @returns the cookies a completed sign-in writes. */
export async function signInCookiesFor(
  { session, refreshToken, now }: Grant,
  { credentials, client }: RequestContext,
): Promise<CookieWrite[]> {
  await signOut(evictedTokens(credentials, session.userId), client);
  return signInCookies(credentials, client.browserId, session, refreshToken, config(), now);
}
