import {
  type CookieKind,
  type CookieSite,
  cookieName,
  DEFAULT_COOKIE_PREFIX,
} from "@/lib/session/cookie-names";

/** The parts of `window` that reading and writing our cookies needs. */
export interface CookieScope {
  document: Pick<Document, "cookie"> & { documentElement?: { dataset: DOMStringMap } };
  location: Pick<Location, "protocol">;
}

/** @returns what our cookies depend on; the page says it in its root element */
export function readCookieSite({ document }: Pick<CookieScope, "document">): CookieSite {
  const { cookiePrefix = DEFAULT_COOKIE_PREFIX, cookieDomain } = document.documentElement?.dataset ?? {};
  return { prefix: cookiePrefix, domain: cookieDomain };
}

/** @returns the name and value of every cookie that scripts of this page may read. */
export function readAllCookies({ document }: Pick<CookieScope, "document">): [name: string, value: string][] {
  return document.cookie.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, Math.max(0, at)), pair.slice(at + 1)];
  });
}

/** @returns the value of one of our cookies; an empty string when there is none. */
export function readCookie(scope: CookieScope, kind: CookieKind): string {
  const wanted = cookieName(kind, readCookieSite(scope));
  return readAllCookies(scope).find(([name]) => name === wanted)?.[1] ?? "";
}
