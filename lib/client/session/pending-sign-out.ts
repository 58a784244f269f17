/**
 * Signing out without the server. A script cannot remove an HttpOnly cookie, but it can set one beside it that names
 * the session: the server honours it everywhere, and ends the session on the next contact.
 */
import type { Environment } from "@/lib/client/browser/environment";
import { requestJson } from "@/lib/client/http/request";
import { NO_EPOCH } from "@/lib/session/cookie-names";

/** The page is blank already, so the user waits no longer than this for the server. */
const SIGN_OUT_TIMEOUT_MS = 4_000;

/** Ends the session at the server. @returns false when that did not get through: the marker stays beside the cookies */
export async function requestLogout(env: Environment, sessionId: string | null): Promise<boolean> {
  // Before the request: a page that is closed during it has signed out all the same.
  if (sessionId) env.signOutMarkers.set(sessionId, env.epoch() || NO_EPOCH);
  try {
    await requestJson(env, "/api/auth/logout", { timeoutMs: SIGN_OUT_TIMEOUT_MS });
  } catch {
    return false;
  }
  for (const marker of env.signOutMarkers.all()) env.signOutMarkers.remove(marker.sessionId);
  return true;
}

/**
 * @param sessionId the session this tab takes for its own; null for none
 * @returns true when a marker is about the session the cookies hold now
 */
export function hasPendingSignOut(env: Environment, sessionId: string | null): boolean {
  let isPending = false;
  for (const marker of env.signOutMarkers.all()) {
    // A sign-in since then replaced the cookies that the marker was about.
    const isStale =
      marker.epoch !== (env.epoch() || NO_EPOCH) || (sessionId !== null && sessionId !== marker.sessionId);
    if (isStale) env.signOutMarkers.remove(marker.sessionId);
    else isPending = true;
  }
  return isPending;
}
