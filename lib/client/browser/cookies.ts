import { type CookieKind, cookieName } from "@/lib/session/cookie-names";

/** The parts of `window` that reading and writing our cookies needs. */
export interface CookieScope {
  document: Pick<Document, "cookie">;
  location: Pick<Location, "protocol">;
}

/** Whether this page is on https, where our cookies are bound to this very host. */
export function isSecure({ location }: Pick<CookieScope, "location">): boolean {
  return location.protocol === "https:";
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
  const wanted = cookieName(kind, isSecure(scope));
  return readAllCookies(scope).find(([name]) => name === wanted)?.[1] ?? "";
}
