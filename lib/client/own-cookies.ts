/** What of `window` our cookies need. */
export interface CookieScope {
  document: Pick<Document, "cookie">;
  location: Pick<Location, "protocol">;
}

/**
 * What the names of our cookies begin with: on https they are bound to this very host. One without it there was set by
 * a sibling sub-domain, which may set any (RFC 6265bis §4.1.3.2).
 */
export function cookiePrefix({ location }: Pick<CookieScope, "location">): "" | "__Host-" {
  return location.protocol === "https:" ? "__Host-" : "";
}

/** @returns the value of the epoch cookie (lib/web/cookies.ts); empty when there is none */
export function readEpoch(scope: CookieScope): string {
  const found = scope.document.cookie.matchAll(/(?:^|; )((?:__Host-)?)latchkey_epoch=([^;]*)/g);
  return [...found].find(([, prefix]) => prefix === cookiePrefix(scope))?.[2] ?? "";
}
