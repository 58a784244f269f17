import {
  parseSignOutMarkerName,
  SIGN_OUT_MARKER_LIFETIME_SECONDS,
  signOutMarkerName,
} from "@/lib/session/cookie-names";
import { type CookieScope, readAllCookies, readCookieSite } from "./cookies";
import type { SignOutMarkers } from "./environment";

/** The cookies that name a session the user has signed out of (lib/session/cookie-names.ts). */
export function createSignOutMarkers(scope: CookieScope): SignOutMarkers {
  function write(sessionId: string, epoch: string, maxAgeSeconds: number): void {
    const site = readCookieSite(scope);
    const name = signOutMarkerName(sessionId, site);
    const domain = site.domain ? `; Domain=${site.domain}` : "";
    const secure = scope.location.protocol === "https:" ? "; Secure" : "";
    scope.document.cookie = `${name}=${epoch}; Path=/; SameSite=Lax; Max-Age=${maxAgeSeconds}${domain}${secure}`;
  }

  return {
    all: () =>
      readAllCookies(scope).flatMap(([name, epoch]) => {
        const sessionId = parseSignOutMarkerName(name, readCookieSite(scope));
        return sessionId ? [{ sessionId, epoch }] : [];
      }),
    set: (sessionId, epoch) => write(sessionId, epoch, SIGN_OUT_MARKER_LIFETIME_SECONDS),
    remove: (sessionId) => write(sessionId, "", 0),
  };
}
