import type { LeftNotes } from "./environment";
import { type CookieScope, cookiePrefix } from "./own-cookies";

/** Ninety days: longer than a session by default; a settled one goes at once. Seconds. */
const LIFETIME = 7_776_000;
const FORM = /(?:^|; )((?:__Host-)?)latchkey_left\.([\w-]+)=([^;]*)/g;

/**
 * The cookies that name a session its person has left; the server reads them beside its own (lib/web/cookies.ts).
 * Their value is the epoch, for the browser to tell whether they are about what the cookies hold now.
 */
export function createLeftNotes(scope: CookieScope): LeftNotes {
  function write(sessionId: string, value: string, lifetime: number): void {
    const prefix = cookiePrefix(scope);
    const name = `${prefix}latchkey_left.${sessionId}`;
    scope.document.cookie = `${name}=${value}; Path=/; SameSite=Lax; Max-Age=${lifetime}${prefix ? "; Secure" : ""}`;
  }

  return {
    all: () =>
      [...scope.document.cookie.matchAll(FORM)].flatMap(([, prefix, sessionId = "", epoch = ""]) =>
        prefix === cookiePrefix(scope) ? [{ sessionId, epoch }] : [],
      ),
    set: (sessionId, epoch) => write(sessionId, epoch, LIFETIME),
    remove: (sessionId) => write(sessionId, "", 0),
  };
}
