/** The accounts that are signed in on one browser: which of them stay, and which tokens end the others. */
import type { SignIn } from "./browser-cookie";
import { type Credentials, newestToken } from "./credentials";

/** How many accounts can be signed in on one browser. */
export const MAX_SIGN_INS = 5;

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
