/** The tokens that end the sessions of a browser, and the users it remembers. */
import type { KnownUser } from "@/lib/server/client-info";
import type { SessionRecord } from "@/lib/session/session";
import type { BrowserState, StoredSignIn } from "./browser-cookie";
import { type Credentials, newestToken, type RefreshCookie } from "./credentials";

/** How many users a browser remembers: as many as fit into its cookie beside the sign-ins. */
const MAX_KNOWN_USERS = 10;

/** @returns the newest refresh token of each given sign-in. Only to end their sessions. */
export function tokensOf({ all }: Credentials, signIns: StoredSignIn[]): string[] {
  return signIns.flatMap(({ sessionId }) => newestToken(all, sessionId)?.token ?? []);
}

/** @returns the newest refresh token of every session this browser holds. Only to end them */
export function heldTokens(credentials: Credentials): string[] {
  return evictedTokens(credentials, []);
}

/**
 * Two sign-ins at once, from the same cookies, both leave a refresh cookie. The browser's own cookie names the session of
 * the answer that came last alone, so that no tab can use the other one any more.
 *
 * @returns the refresh cookies of sessions that the browser's own cookie does not name
 */
export function strayCookies({ all, browser }: Credentials): RefreshCookie[] {
  const named = new Set(browser?.signIns.map(({ sessionId }) => sessionId));
  return all.filter(({ sessionId }) => !named.has(sessionId));
}

/**
 * @param kept the sign-ins that stay
 * @returns the newest refresh token of each other session of this browser. Only to end them
 */
export function evictedTokens({ all }: Pick<Credentials, "all">, kept: StoredSignIn[]): string[] {
  const stays = new Set(kept.map(({ sessionId }) => sessionId));
  const leaving = new Set(all.map(({ sessionId }) => sessionId).filter((id) => !stays.has(id)));
  return [...leaving].flatMap((id) => newestToken(all, id)?.token ?? []);
}

/**
 * Finds the user's own earlier sign-ins on this browser. The transaction that opened the new session has ended their
 * sessions as replaced, so their tokens need no sign-out.
 *
 * @param session the new one
 */
export function replacedSignIns(
  { browser }: Pick<Credentials, "browser">,
  session: Pick<SessionRecord, "browserId" | "userId" | "impersonatorId">,
): StoredSignIn[] {
  if (browser?.browserId !== session.browserId || session.impersonatorId !== null) return [];
  return browser.signIns.filter((signIn) => !signIn.impersonated && signIn.userId === session.userId);
}

/**
 * @returns the users that a browser remembers, the latest last: each with a session that user opened here. A cookie
 *   that was copied before a user's own sign-in does not name that user
 */
export function knownUsers(browser: Pick<BrowserState, "knownUsers" | "signIns"> | null): KnownUser[] {
  const signedIn = (browser?.signIns ?? [])
    .filter(({ impersonated }) => !impersonated)
    .map(({ userId, sessionId }) => ({ userId, sessionId }));
  return signedIn.reduce(rememberUser, browser?.knownUsers ?? []);
}

/** @returns the remembered users after a sign-in of one of them, or of another. */
export function rememberUser(known: KnownUser[], { userId, sessionId }: KnownUser): KnownUser[] {
  return [...known.filter((one) => one.userId !== userId), { userId, sessionId }].slice(-MAX_KNOWN_USERS);
}
