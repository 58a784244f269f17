/** What `reason` is on the login page when the browser came there because it keeps no cookies. */
export const COOKIES_BLOCKED = "cookies_blocked";

const SIGN_IN_PAGES = ["/login", "/signup"];

/**
 * Whether a browser that has just signed in did not keep the cookies: it comes straight from one of our sign-in pages
 * without a single one. Another site's link cannot pretend this, because it cannot set the `Referer`.
 *
 * @param origin our own origin
 */
export function cameWithoutCookies(headers: Headers, origin: string): boolean {
  const referer = headers.get("referer");
  if (headers.get("cookie") || !referer || !URL.canParse(referer)) return false;
  const from = new URL(referer);
  return from.origin === origin && SIGN_IN_PAGES.includes(from.pathname);
}
