import type { LeftNotes } from "./environment";

/** Ninety days: longer than a session by default; a settled one goes at once. Seconds. */
const LIFETIME = 7_776_000;
const FORM = /(?:^|; )(?:__Host-)?latchkey_left\.([\w-]+)=([^;]*)/g;

/** What of `window` the notes use. */
export interface NoteScope {
  document: Pick<Document, "cookie">;
  location: Pick<Location, "protocol">;
}

/**
 * The cookies that name a session its person has left; the server reads them beside its own (lib/web/cookies.ts).
 * Their value is the epoch, for the browser to tell whether they are about what the cookies hold now.
 */
export function createLeftNotes(scope: NoteScope): LeftNotes {
  function write(sessionId: string, value: string, lifetime: number): void {
    const isSecure = scope.location.protocol === "https:";
    const name = `${isSecure ? "__Host-" : ""}latchkey_left.${sessionId}`;
    scope.document.cookie = `${name}=${value}; Path=/; SameSite=Lax; Max-Age=${lifetime}${isSecure ? "; Secure" : ""}`;
  }

  return {
    all: () =>
      [...scope.document.cookie.matchAll(FORM)].map(([, sessionId = "", epoch = ""]) => ({
        sessionId,
        epoch,
      })),
    set: (sessionId, epoch) => write(sessionId, epoch, LIFETIME),
    remove: (sessionId) => write(sessionId, "", 0),
  };
}
