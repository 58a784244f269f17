/** What of `window` our cookies need. */
export interface CookieScope {
  document: Pick<Document, "cookie">;
  location: Pick<Location, "protocol">;
}

/**
 * What the names of our cookies begin with: on https they are bound to this very host. One without that there was set by
 * a sibling sub-domain, which may set any (RFC 6265bis §4.1.3.2).
 */
export function cookiePrefix({ location }: Pick<CookieScope, "location">): string {
  return `${location.protocol === "https:" ? "__Host-" : ""}latchkey_`;
}

/**
 * @param name a pattern for what follows the prefix in the names of our cookies (lib/web/request/cookies.ts)
 * @returns of each that fits it, what the groups of the pattern caught, and the value
 */
export function ownCookies(scope: CookieScope, name: string): string[][] {
  const form = new RegExp(`(?:^|; )${cookiePrefix(scope)}${name}=([^;]*)`, "g");
  return [...scope.document.cookie.matchAll(form)].map(([, ...caught]) => caught);
}
