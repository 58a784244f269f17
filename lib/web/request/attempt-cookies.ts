/** The cookies of sign-ins and sign-ups that take several steps, of which a device that asks to be added is one. */
import { attemptKey } from "@/lib/server/sign-in/attempt-keys";
import { attemptCookieName, type CookieConfig } from "./cookie-names";
import { type CookieWrite, removal } from "./cookie-writes";
import type { Credentials } from "./credentials";

/** How many sign-ins and sign-ups a browser can be in the middle of. */
export const MAX_ATTEMPTS = 5;

/**
 * The cookie with the key of an attempt. It is written once and lasts as long as the attempt, also when that is over: a
 * step that is sent again then learns that it is. A sixth attempt takes the place of the oldest.
 *
 * @param now milliseconds since the epoch
 */
export function attemptCookies(
  { attempts }: Credentials,
  { id, expiresAt }: { id: string; expiresAt: string },
  config: CookieConfig,
  now: number,
): CookieWrite[] {
  if (attempts.some(({ attemptId }) => attemptId === id)) return [];
  const maxAge = Math.max(1, Math.ceil((Date.parse(expiresAt) - now) / 1000));
  return [
    ...attempts.slice(0, -(MAX_ATTEMPTS - 1)).map(removal),
    { name: attemptCookieName(id, config), value: attemptKey(id), httpOnly: true, maxAge },
  ];
}
