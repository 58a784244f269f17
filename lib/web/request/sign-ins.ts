/** The tokens that end the sessions of a browser, and the users it remembers. */
import type { KnownUser } from "@/lib/server/client-info";
import type { BrowserState, SignIn } from "./browser-cookie";
import { type Credentials, newestToken } from "./credentials";

/** How many users a browser remembers: as many as fit into its cookie beside the sign-ins. */
const MAX_KNOWN_USERS = 10;

/** @returns the newest refresh token of each given sign-in. Only to end their sessions. */
export function tokensOf({ all }: Credentials, signIns: SignIn[]): string[] {
  return signIns.flatMap(({ sessionId }) => newestToken(all, sessionId)?.token ?? []);
}

/** @returns the newest refresh token of every session this browser is signed in with. Only to end them. */
export function activeTokens(credentials: Credentials): string[] {
  return tokensOf(credentials, credentials.browser?.signIns ?? []);
}

/**
 * @param kept the sign-ins that stay
 * @returns the tokens of the sessions this browser has no room for any more. Only to end them
 */
export function evictedTokens(credentials: Credentials, kept: SignIn[]): string[] {
  const stays = new Set(kept);
  return tokensOf(
    credentials,
    (credentials.browser?.signIns ?? []).filter((signIn) => !stays.has(signIn)),
  );
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
