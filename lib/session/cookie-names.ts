/**
 * What the server, the pages and the workers of one browser agree on about cookies.
 *
 * The sign-out marker `left.<session>` is the one cookie that both sides write: it says that the user signed out of
 * that session while the server, or its database, could not be reached. Its value is the epoch at that time, so that a
 * marker from before a later sign-in counts no more.
 */

/** What all our cookie names begin with, unless `COOKIE_PREFIX` says otherwise. */
export const DEFAULT_COOKIE_PREFIX = "latchkey_";

/** What the names of one installation's cookies depend on. */
export interface CookieSite {
  /**
   * Whether the site is on https. There `__Host-` binds a cookie to this very host (RFC 6265bis §4.1.3.2); a name
   * without it was set by a sibling sub-domain, which may set any.
   */
  isSecure: boolean;
  /** What the names begin with, after `__Host-`. Two installations on one host have two: ports share their cookies. */
  prefix: string;
}

/** What a marker carries instead of an epoch while there is no epoch cookie. */
export const NO_EPOCH = "1";

/** Ninety days: longer than a session by default. A marker that has done its work is removed at once. */
export const SIGN_OUT_MARKER_LIFETIME_SECONDS = 90 * 24 * 60 * 60;

/** What a browser would take back in a name: a cookie that cannot be written again cannot be removed. */
const MARKER_SUFFIX = /^[\w-]+$/;

export type CookieKind = "browser" | "epoch" | "refresh" | "left";

/** @returns the name of a cookie; of a refresh cookie and a marker, its beginning. */
export function cookieName(kind: CookieKind, { isSecure, prefix }: CookieSite): string {
  return `${isSecure ? "__Host-" : ""}${prefix}${kind}`;
}

/** @returns the name of the marker of a sign-out from a session. */
export function signOutMarkerName(sessionId: string, site: CookieSite): string {
  return `${cookieName("left", site)}.${sessionId}`;
}

/** @returns the session a cookie's name marks as signed out; null for every other cookie. */
export function parseSignOutMarkerName(name: string, site: CookieSite): string | null {
  const start = signOutMarkerName("", site);
  const sessionId = name.startsWith(start) ? name.slice(start.length) : "";
  return MARKER_SUFFIX.test(sessionId) ? sessionId : null;
}
