/**
 * The names of the cookies, shared by the server, the pages and the workers.
 *
 * Both the server and the browser write the sign-out marker `left.<session>`: it says that the user signed out of that
 * session while the server, or its database, could not be reached. Its value is the epoch at that time, so that a
 * marker from before a later sign-in has no effect.
 */
import { PRODUCT_PREFIX } from "@/lib/session/product";

/** The prefix of all our cookie names, unless `COOKIE_PREFIX` says otherwise. */
export const DEFAULT_COOKIE_PREFIX = PRODUCT_PREFIX;

/** The settings that the cookies of one installation depend on. */
export interface CookieSite {
  /**
   * What the names of all its cookies begin with. On https that is `__Host-` and `COOKIE_PREFIX`: the browser then binds
   * a cookie to this very host (RFC 6265bis §4.1.3.2), and a name without it was set by a sibling sub-domain, which may
   * set any. With `COOKIE_DOMAIN` it is `__Secure-`, which any sub-domain on https may set. Two installations on one host
   * name need two values of `COOKIE_PREFIX`, because cookies are shared between ports.
   */
  prefix: string;
  /** The domain whose hosts all get the cookies; undefined for this host alone. */
  domain?: string | undefined;
}

/** The value of a marker when there is no epoch cookie. */
export const NO_EPOCH = "1";

/** Ninety days: longer than a session by default. A marker is removed as soon as it has taken effect. */
export const SIGN_OUT_MARKER_LIFETIME_SECONDS = 90 * 24 * 60 * 60;

/**
 * The session ids that a cookie name can hold. A cookie with any other name could not be removed by writing it again.
 */
const MARKER_SUFFIX = /^[\w-]+$/;

export type CookieKind = "browser" | "epoch" | "refresh" | "left" | "attempt" | "bound";

/** @returns the name of a cookie; for `refresh`, `left`, `attempt` and `bound`, only the beginning of it. */
export function cookieName(kind: CookieKind, { prefix }: CookieSite): string {
  return prefix + kind;
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
