/**
 * Responses that begin, renew or end a session: the view in the body, the secrets in cookies.
 */
import type { NextStep } from "@/lib/server/attempt-views";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { type Grant, toRefreshView, toSignInView } from "@/lib/server/grant";
import { signOut } from "@/lib/server/sessions";
import type { AttemptView } from "@/lib/session/sign-in-contract";
import type { RequestContext } from "./request-context";
import { jsonResponse, noContent } from "./responses";
import {
  attemptCookies,
  type CookieWrite,
  rotationCookies,
  signInCookies,
  signOutCookies,
} from "./session-cookies";
import { activeTokens, evictedTokens, tokensOf } from "./sign-ins";

/** The response to a completed sign-in. */
export async function signInResponse(
  grant: Grant,
  context: RequestContext,
  status: 200 | 201,
  more: { recoveryCodes?: string[] } = {},
): Promise<Response> {
  const body = { ...(await toSignInView(grant)), ...more };
  return jsonResponse(body, { status, cookies: await signInCookiesFor(grant, context) });
}

/**
 * The response to a step of a sign-in or sign-up: the session, or the step that is due.
 *
 * @param recoveryCodes of a second factor that was set up in the step
 */
export async function stepResponse(
  result: Grant | NextStep,
  context: RequestContext,
  status: 200 | 201 = 200,
  recoveryCodes: string[] | null = null,
): Promise<Response> {
  const more = recoveryCodes ? { recoveryCodes } : {};
  return "attempt" in result
    ? jsonResponse({ ...result, ...more }, { cookies: await attemptCookiesFor(context) })
    : signInResponse(result, context, status, more);
}

/** The response with an attempt that is at no new step. */
export async function attemptResponse(
  attempt: AttemptView,
  context: RequestContext,
  status: 200 | 201,
): Promise<Response> {
  return jsonResponse({ attempt }, { status, cookies: await attemptCookiesFor(context) });
}

/** @returns the cookie by which a browser finds its attempts again; none when it has one */
export async function attemptCookiesFor({ credentials, client }: RequestContext): Promise<CookieWrite[]> {
  return attemptCookies(credentials, client.browserId, config(), await database().now());
}

/** The response to a rotation. */
export async function refreshResponse(grant: Grant, { credentials }: RequestContext): Promise<Response> {
  const { session, refreshToken, now } = grant;
  const cookies = rotationCookies(credentials, session, refreshToken, config(), now);
  return jsonResponse(await toRefreshView(grant), { cookies });
}

/** Signs this browser out: the sessions it holds end, and no account is signed in on it any more. */
export async function signOutResponse(context: RequestContext): Promise<Response> {
  return noContent(await signOutBrowser(context));
}

/** Completes a sign-out the user made while the server could not be reached. Not for a request that only reads. */
export async function applyPendingSignOut(context: RequestContext): Promise<void> {
  const { credentials } = context;
  const { pendingSignOut } = credentials;
  if (pendingSignOut) await signOut(tokensOf(credentials, [pendingSignOut]), context.client);
}

/** Ends the sessions of this browser. @returns the cookies of the sign-out */
export async function signOutBrowser({ credentials, client }: RequestContext): Promise<CookieWrite[]> {
  await signOut(activeTokens(credentials), client);
  return signOutCookies(credentials, config(), await database().now());
}

/** Ends the session of an account that has no slot any more. @returns the cookies of the sign-in */
export async function signInCookiesFor(
  { session, refreshToken, now }: Grant,
  { credentials, client }: RequestContext,
): Promise<CookieWrite[]> {
  await signOut(evictedTokens(credentials, session.userId), client);
  return signInCookies(credentials, client.browserId, session, refreshToken, config(), now);
}
