/**
 * Answers that begin, renew or end a session: the view in the body, the secrets in cookies.
 */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { signOut } from "@/lib/server/sessions";
import { type Grant, refreshView, signInView } from "@/lib/server/views";
import {
  type CookieWrite,
  crowdedOut,
  heldTokens,
  rotationCookies,
  signInCookies,
  signOutCookies,
} from "./cookies";
import type { Visit } from "./request-context";
import { json, noContent } from "./responses";

/** A completed sign-in. */
export async function signedIn(grant: Grant, visit: Visit, status: 200 | 201): Promise<Response> {
  return json(await signInView(grant), { status, cookies: await cookiesOfSignIn(grant, visit) });
}

/** A renewed session. */
export async function refreshed(grant: Grant, visit: Visit): Promise<Response> {
  const { session, refreshToken, now } = grant;
  const cookies = rotationCookies(visit.credentials, session, refreshToken, config(), now);
  return json(await refreshView(grant), { cookies });
}

/** Signs this browser out: the sessions it holds end, and nobody is signed in on it any more. */
export async function signedOut(visit: Visit): Promise<Response> {
  return noContent(await leaveBrowser(visit));
}

/** Somebody signed out here without reaching us: their next contact that may change something makes it true. */
export async function endIfLeft({ credentials, requester }: Visit): Promise<void> {
  const { leaving, refresh } = credentials;
  if (leaving && refresh) await signOut([refresh.token], requester);
}

/** Ends the sessions this browser holds; @returns the cookies that say so. */
export async function leaveBrowser({ credentials, requester }: Visit): Promise<CookieWrite[]> {
  await signOut(heldTokens(credentials), requester);
  return signOutCookies(credentials, config(), await database().now());
}

/** Ends the session of an account there is no room for any more; @returns the cookies a completed sign-in writes. */
export async function cookiesOfSignIn(
  { session, refreshToken, now }: Grant,
  { credentials, requester }: Visit,
): Promise<CookieWrite[]> {
  await signOut(crowdedOut(credentials, session.userId), requester);
  return signInCookies(credentials, requester.browserId, session, refreshToken, config(), now);
}
