/** The accounts of one browser: which of them stay signed in, which tokens end the others, and which it remembers. */
import type { KnownUser } from "@/lib/server/client-info";
import type { BrowserState, SignIn } from "./browser-cookie";
import { type Credentials, newestToken } from "./credentials";

/** How many accounts can be signed in on one browser. */
export const MAX_SIGN_INS = 5;
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

/** @returns the tokens of the sessions this browser has no room for once `userId` has signed in. Only to end them. */
export function evictedTokens(credentials: Credentials, userId: string): string[] {
  const kept = new Set(keptSignIns(credentials, userId));
  return tokensOf(
    credentials,
    (credentials.browser?.signIns ?? []).filter((signIn) => !kept.has(signIn)),
  );
}

/** @returns the sign-ins that stay when `userId` signs in: the latest of the other users. */
export function keptSignIns({ browser }: Credentials, userId: string): SignIn[] {
  const others = (browser?.signIns ?? []).filter((signIn) => signIn.userId !== userId);
  return others.slice(-(MAX_SIGN_INS - 1));
}

/**
 * @returns the users that a browser remembers, the latest last: each with a session that user opened here. A cookie
 *   that was copied before a user's own sign-in does not name that user
 */
export function knownUsers(browser: Pick<BrowserState, "knownUsers" | "signIns"> | null): KnownUser[] {
  const signedIn = (browser?.signIns ?? []).map(({ userId, sessionId }) => ({ userId, sessionId }));
  return signedIn.reduce(rememberUser, browser?.knownUsers ?? []);
}

/** @returns the remembered users after a sign-in of one of them, or of another. */
export function rememberUser(known: KnownUser[], { userId, sessionId }: KnownUser): KnownUser[] {
  return [...known.filter((one) => one.userId !== userId), { userId, sessionId }].slice(-MAX_KNOWN_USERS);
}
