/**
 * Responses that begin, renew or end a session: the view in the body, the secrets in cookies.
 */

import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { type Grant, toRefreshView, toSignInView } from "@/lib/server/sessions/grant";
import { signOut } from "@/lib/server/sessions/sessions";
import type { NextStep } from "@/lib/server/sign-in/attempt-views";
import { findProviderSignOut } from "@/lib/server/sign-in/provider-logout";
import { keptSignIns } from "@/lib/session/browser-accounts";
import type { RefreshView } from "@/lib/session/contract";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import { type Activation, heldSignIns, readOtherAccounts } from "./accounts";
import { attemptCookies } from "./attempt-cookies";
import { type CookieWrite, removal } from "./cookie-writes";
import { registrationHeaders } from "./dbsc-responses";
import type { RequestContext } from "./request-context";
import { jsonResponse, noContent } from "./responses";
import {
  accountSignOutCookies,
  newBrowserCookies,
  rotationCookies,
  signInCookies,
  signOutCookies,
  switchCookies,
} from "./session-cookies";
import { evictedTokens, heldTokens, replacedSignIns, strayCookies, tokensOf } from "./sign-ins";

/** The response to a completed sign-in. */
export async function signInResponse(
  grant: Grant,
  context: RequestContext,
  status: 200 | 201,
  more: { recoveryCodes?: string[] } = {},
): Promise<Response> {
  const cookies = await signInCookiesFor(grant, context);
  const headers = registrationHeaders(grant);
  return jsonResponse({ ...(await toSignInView(grant)), ...more }, { status, cookies, headers });
}

/** The response to a switch to another account of this browser. */
export async function switchResponse(grant: Grant, context: RequestContext): Promise<Response> {
  return jsonResponse(await toSignInView(grant), { cookies: await switchCookiesFor(grant, context) });
}

/** @returns the cookies of a switch */
export async function switchCookiesFor(
  { session, refreshToken, now }: Activation,
  { credentials }: RequestContext,
): Promise<CookieWrite[]> {
  return switchCookies(credentials, session, refreshToken, config(), now);
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
    ? jsonResponse({ ...result, ...more }, { cookies: await attemptCookiesFor(result.attempt, context) })
    : signInResponse(result, context, status, more);
}

/** The response with an attempt that is at no new step. */
export async function attemptResponse(
  attempt: AttemptView,
  context: RequestContext,
  status: 200 | 201,
): Promise<Response> {
  return jsonResponse({ attempt }, { status, cookies: await attemptCookiesFor(attempt, context) });
}

/** @returns the cookie of a browser that has none yet: what the browser asked for belongs to it */
export async function browserCookiesFor({ credentials, client }: RequestContext): Promise<CookieWrite[]> {
  return newBrowserCookies(credentials, client.browserId, config(), await database().now());
}

/** @returns the cookies by which a browser finds an attempt or its request to be added: those that it has not got yet */
export async function attemptCookiesFor(
  attempt: Pick<AttemptView, "id" | "expiresAt">,
  context: RequestContext,
): Promise<CookieWrite[]> {
  const ofBrowser = await browserCookiesFor(context);
  return [...ofBrowser, ...attemptCookies(context.credentials, attempt, config(), await database().now())];
}

/**
 * The response to a rotation. Sessions that this browser can't use any more end with it, as `strayCookies` says.
 *
 * @param toView makes the body
 */
export async function refreshResponse(
  grant: Grant,
  { credentials, client }: RequestContext,
  toView: (grant: Grant) => Promise<RefreshView> = toRefreshView,
): Promise<Response> {
  const { session, refreshToken, now } = grant;
  const strays = strayCookies(credentials);
  await signOut(evictedTokens({ all: strays }, []), client);
  const cookies = rotationCookies(credentials, session, refreshToken, config(), now);
  return jsonResponse(await toView(grant), { cookies: [...strays.map(removal), ...cookies] });
}

/**
 * The response to a re-authentication: a rotation that, like a sign-in, asks the browser to register a key of its own. A
 * session whose key was lost is bound anew here.
 */
export async function reauthenticationResponse(grant: Grant, context: RequestContext): Promise<Response> {
  const response = await refreshResponse(grant, context);
  for (const [name, value] of Object.entries(registrationHeaders(grant))) response.headers.set(name, value);
  return response;
}

/** What a sign-out is about. */
export interface SignOutWish {
  /** The session of the one account that leaves; undefined for every account of the browser. */
  sessionId?: string | undefined;
  /** Whether the user signs out at the identity provider as well. */
  provider: boolean;
}

/**
 * Signs out of this browser: every account, or one. Whatever the provider does, the sessions here are over before.
 *
 * @returns the cookies of the sign-out; and where the browser goes to sign out at the provider, null when it need not
 */
export async function signOutHere(
  context: RequestContext,
  { sessionId, provider }: SignOutWish,
): Promise<{ cookies: CookieWrite[]; redirectTo: string | null }> {
  const own = heldSignIns(context.credentials).filter(({ impersonated }) => !impersonated);
  const leaving = own.map((one) => one.sessionId).filter((id) => sessionId === undefined || id === sessionId);
  const atProvider = provider ? await findProviderSignOut(leaving) : null;
  const cookies =
    sessionId === undefined ? await signOutBrowser(context) : await signOutAccount(context, sessionId);
  return { cookies, redirectTo: (await atProvider?.()) ?? null };
}

/** Signs one account of this browser out, as `signOutAccount` says. */
export async function signOutAccountResponse(context: RequestContext, sessionId: string): Promise<Response> {
  return noContent(await signOutAccount(context, sessionId));
}

/**
 * Completes a sign-out the user made while the server could not be reached. It covers every account of the browser, as
 * any sign-out does. Not for a request that only reads.
 */
export async function applyPendingSignOut({ credentials, client }: RequestContext): Promise<void> {
  if (credentials.pendingSignOut) await signOut(heldTokens(credentials), client);
}

/** Ends the sessions of this browser. @returns the cookies of the sign-out */
async function signOutBrowser({ credentials, client }: RequestContext): Promise<CookieWrite[]> {
  await signOut(heldTokens(credentials), client);
  return signOutCookies(credentials, config(), await database().now());
}

/**
 * Signs one account of this browser out: its session ends, the other accounts stay signed in. If it was the active one,
 * the browser acts for none. A session that is not of this browser stays as it is.
 *
 * @returns the cookies of the sign-out
 */
async function signOutAccount(
  { credentials, client }: RequestContext,
  sessionId: string,
): Promise<CookieWrite[]> {
  const signIn = credentials.browser?.signIns.find((one) => one.sessionId === sessionId);
  if (!signIn) return [];
  await signOut(tokensOf(credentials, [signIn]), client);
  return accountSignOutCookies(credentials, sessionId, config(), await database().now());
}

/** Ends the sessions that have no place on this browser any more. @returns the cookies of the sign-in */
export async function signInCookiesFor(
  { session, refreshToken, now }: Grant,
  { credentials, client }: RequestContext,
): Promise<CookieWrite[]> {
  const { ended } = await readOtherAccounts(credentials);
  const { userId, impersonatorId } = session;
  const newcomer = { userId, impersonated: impersonatorId !== null };
  const kept = keptSignIns(credentials.browser?.signIns ?? [], newcomer, ended);
  const settled = [...kept, ...replacedSignIns(credentials, session)];
  await signOut(evictedTokens(credentials, settled), client);
  return signInCookies(credentials, client.browserId, session, refreshToken, config(), now, ended);
}
