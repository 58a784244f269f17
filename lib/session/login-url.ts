/** Builds the login page's URL, and checks the page it leads back to: only a path of our own is ever followed. */

import type { ProviderProblem } from "@/lib/session/sign-in/provider-errors";

export const HOME = "/dashboard";
/** The same for a user who has just decided to keep the account: the page says so. */
export const ACCOUNT_KEPT = "/dashboard?kept";

const MAX_LENGTH = 2048;
/** Stands in for our origin. The name cannot be registered (RFC 6761 §6.4), so no real host resolves to it. */
const PLACEHOLDER = "http://here.invalid";
// Control characters and backslashes: browsers drop the former and read the latter as "/", so `/\evil` would leave our
// origin.
const SUSPICIOUS = /[\p{Cc}\\\u2028\u2029]/u;

/**
 * Reduces an untrusted `returnTo` to a same-origin path with query (no fragment).
 *
 * @param value the value from the query or form, decoded exactly once by the caller (OWASP ASVS 5.0, 1.1.1)
 * @param fallback returned for everything that is not a path of this site
 * @returns a string that begins with exactly one "/" and never names another origin, an API or a login page
 */
export function safeReturnTo(value: unknown, fallback: string = HOME): string {
  if (typeof value !== "string" || value.length === 0 || value.length > MAX_LENGTH) return fallback;
  if (!value.startsWith("/") || value.startsWith("//") || SUSPICIOUS.test(value)) return fallback;
  if (!URL.canParse(value, PLACEHOLDER)) return fallback;
  const url = new URL(value, PLACEHOLDER);
  if (url.origin !== PLACEHOLDER) return fallback;
  // A path that is decoded a second time must still be one of ours: no "//host", no tab that a browser drops.
  const decoded = decodedOnce(url.pathname);
  if (decoded === null || SUSPICIOUS.test(decoded) || /%|\/\//.test(decoded)) return fallback;
  if (/%2f/i.test(url.pathname)) return fallback;
  if (/^\/(?:api|login|signup|_next)(?:\/|$)/.test(decoded)) return fallback;
  return url.pathname + url.search;
}

function decodedOnce(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * Builds the login page's path. It does not check `returnTo`; the login page does that (`safeReturnTo`), so that the
 * browser bundle need not contain the check. The server checks a value from a request before it passes it on.
 *
 * @param reason the code of the message the login page shows, or null
 * @param returnTo path and query of one of our own pages, or null
 */
export function loginUrl(reason: string | null, returnTo: string | null): string {
  const query = new URLSearchParams();
  if (reason) query.set("reason", reason);
  if (returnTo) query.set("returnTo", returnTo);
  const search = query.toString();
  return search ? `/login?${search}` : "/login";
}

/**
 * Builds the path of the login page that says why a sign-in by the identity provider came to nothing.
 *
 * @param returnTo as for `loginUrl`
 */
export function providerErrorUrl(error: ProviderProblem, returnTo: string | null): string {
  return `/login?${new URLSearchParams({ error, ...(returnTo && { returnTo }) })}`;
}

/**
 * Builds the path of the sign-in form for an account of this browser whose session has ended. The address names the
 * session, so that no e-mail address gets into a URL.
 *
 * @param returnTo as for `loginUrl`
 */
export function accountUrl(sessionId: string, returnTo: string | null): string {
  return `/login?${new URLSearchParams({ account: sessionId, ...(returnTo && { returnTo }) })}`;
}

/**
 * Builds the path of the sign-in form for one more account, on a browser that is signed in already.
 *
 * @param returnTo as for `loginUrl`
 */
export function addAccountUrl(returnTo: string | null): string {
  return returnTo ? `/login?add&${new URLSearchParams({ returnTo })}` : "/login?add";
}
