import { type CookieScope, cookiePrefix, ownCookies } from "./cookies";
import type { SignOutMarkers } from "./environment";

/** Ninety days: longer than a session by default; a settled one goes at once. Seconds. */
const LIFETIME_SECONDS = 7_776_000;

/**
 * The cookies that name a session its person has left; the server reads them beside its own (lib/web/request/cookies.ts).
 * Their value is the epoch, for the browser to tell whether they are about what the cookies hold now.
 */
export function createSignOutMarkers(scope: CookieScope): SignOutMarkers {
  function write(sessionId: string, value: string, lifetime: number): void {
    const secure = scope.location.protocol === "https:" ? "; Secure" : "";
    scope.document.cookie = `${cookiePrefix(scope)}left.${sessionId}=${value}; Path=/; SameSite=Lax; Max-Age=${lifetime}${secure}`;
  }

  return {
    all: () =>
      ownCookies(scope, "left\\.([\\w-]+)").map(([sessionId = "", epoch = ""]) => ({ sessionId, epoch })),
    set: (sessionId, epoch) => write(sessionId, epoch, LIFETIME_SECONDS),
    remove: (sessionId) => write(sessionId, "", 0),
  };
}
