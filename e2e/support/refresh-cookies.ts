import type { CookieJar } from "@/lib/web/simulated-browser/cookie-jar";

/** A refresh token as a browser keeps it: the cookie's name tells its session and generation. */
export interface RefreshCookie {
  sessionId: string;
  generation: number;
  token: string;
}

/** @returns the refresh tokens of all sessions in a jar. */
export function refreshCookiesIn(jar: CookieJar): RefreshCookie[] {
  return jar.list().flatMap(({ name, value }) => {
    const [, sessionId, generation] = /refresh\.([\w-]+)\.(\d+)$/.exec(name) ?? [];
    return sessionId ? [{ sessionId, generation: Number(generation), token: value }] : [];
  });
}
