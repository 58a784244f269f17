/**
 * What the server, the pages and the workers of one browser agree on about cookies.
 *
 * The sign-out marker `left.<session>` is the one cookie that both sides write: it says that the user signed out of
 * that session while the server, or its database, could not be reached. Its value is the epoch at that time, so that a
 * marker from before a later sign-in counts no more.
 */

/** What all our cookie names begin with, after `__Host-` on https. */
export const COOKIE_PREFIX = "latchkey_";

/** What a marker carries instead of an epoch while there is no epoch cookie. */
export const NO_EPOCH = "1";

/** Ninety days: longer than a session by default. A marker that has done its work is removed at once. */
export const SIGN_OUT_MARKER_LIFETIME_SECONDS = 90 * 24 * 60 * 60;

/** What a browser would take back in a name: a cookie that cannot be written again cannot be removed. */
const MARKER_SUFFIX = /^[\w-]+$/;

export type CookieKind = "browser" | "epoch" | "refresh" | "left";

/**
 * @param isSecure whether the site is on https. There `__Host-` binds a cookie to this very host (RFC 6265bis
 *   §4.1.3.2); a name without it was set by a sibling sub-domain, which may set any.
 */
export function cookieName(kind: CookieKind, isSecure: boolean): string {
  return `${isSecure ? "__Host-" : ""}${COOKIE_PREFIX}${kind}`;
}

/** @returns the name of the marker of a sign-out from a session. */
export function signOutMarkerName(sessionId: string, isSecure: boolean): string {
  return `${cookieName("left", isSecure)}.${sessionId}`;
}

/** @returns the session a cookie's name marks as signed out; null for every other cookie. */
export function parseSignOutMarkerName(name: string, isSecure: boolean): string | null {
  const prefix = signOutMarkerName("", isSecure);
  const sessionId = name.startsWith(prefix) ? name.slice(prefix.length) : "";
  return MARKER_SUFFIX.test(sessionId) ? sessionId : null;
}
