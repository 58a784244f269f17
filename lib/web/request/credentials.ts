/**
 * The content of a request's cookies, before the database is read.
 */
import type { Config } from "@/lib/server/config";
import { cookieName, parseSignOutMarkerName, signOutMarkerName } from "@/lib/session/cookie-names";
import { type BrowserState, openBrowserState, type StoredSignIn } from "./browser-cookie";
import { readCookies } from "./cookie-header";
import {
  type CookieConfig,
  cookieSite,
  parseAttemptCookieName,
  parseBoundCookieName,
  parseRefreshCookieName,
} from "./cookie-names";

/** A refresh cookie as the browser sent it. */
export interface RefreshCookie {
  name: string;
  sessionId: string;
  generation: number;
  token: string;
}

/** A bound cookie as the browser sent it. */
export interface SentBoundCookie {
  name: string;
  sessionId: string;
  value: string;
}

/** The cookie of an attempt as the browser sent it. */
export interface AttemptCookie {
  name: string;
  attemptId: string;
  key: string;
}

export interface Credentials {
  /** Null when there is no browser cookie, or none of ours. */
  browser: BrowserState | null;
  active: StoredSignIn | null;
  /** The newest refresh token of the active session; null while a sign-out from it is pending. */
  refresh: RefreshCookie | null;
  /**
   * The active sign-in, if the user signed out of it while the server could not be reached. A script cannot remove an
   * HttpOnly cookie, but it can leave a marker beside it. Until `applyPendingSignOut` has ended the session, its token
   * opens nothing: that is decided here, so that no reader of credentials can forget it.
   */
  pendingSignOut: StoredSignIn | null;
  /** The names of all sign-out markers sent. */
  markers: string[];
  /** Every refresh cookie sent, valid or not: to be removed, or for its session to be ended. */
  all: RefreshCookie[];
  /** Every bound cookie sent, valid or not. */
  bound: SentBoundCookie[];
  /** The cookie of every attempt, valid or not, the oldest first. */
  attempts: AttemptCookie[];
}

const TOKEN_FORM = /^[\w-]{43}$/;

/**
 * Reads the cookie that changes with every sign-in and sign-out in a browser.
 *
 * @param header the `Cookie` header as it came
 * @returns its value; the empty string when there is none
 */
export function readEpoch(header: string | null, config: CookieConfig): string {
  return readCookies(header, config.cookiePrefix).get(cookieName("epoch", cookieSite(config))) ?? "";
}

/**
 * Reads the cookies of a request.
 *
 * @param header the `Cookie` header as it came
 * @param now milliseconds since the epoch
 */
export async function readCredentials(
  header: string | null,
  config: CookieConfig & Pick<Config, "secrets">,
  now: number,
): Promise<Credentials> {
  const cookies = readCookies(header, config.cookiePrefix);
  const site = cookieSite(config);
  const browser = await openBrowserState(cookies.get(cookieName("browser", site)), config, now);
  const active = browser?.signIns.find((signIn) => signIn.slot === browser.active) ?? null;
  const all = refreshCookies(cookies, config);
  const markers = [...cookies.keys()].filter((name) => parseSignOutMarkerName(name, site) !== null);
  const isLeft = active !== null && markers.includes(signOutMarkerName(active.sessionId, site));
  return {
    browser,
    active,
    refresh: isLeft ? null : newestToken(all, active?.sessionId),
    pendingSignOut: isLeft ? active : null,
    markers,
    all,
    bound: boundCookies(cookies, config),
    attempts: attemptCookies(cookies, config),
  };
}

/**
 * @returns the reason to give when the cookies hold no usable token: `signed_out` while a sign-out is pending, `expired`
 *   when the browser cookie names a sign-in without its token, null when it names none
 */
export function reasonWithoutToken({ active, pendingSignOut }: Credentials): "signed_out" | "expired" | null {
  if (pendingSignOut) return "signed_out";
  return active ? "expired" : null;
}

/** @returns the refresh cookie of a session with the highest generation, or null */
export function newestToken(all: RefreshCookie[], sessionId: string | undefined): RefreshCookie | null {
  return all
    .filter((cookie) => cookie.sessionId === sessionId)
    .reduce<RefreshCookie | null>(
      (best, cookie) => (best && best.generation >= cookie.generation ? best : cookie),
      null,
    );
}

/** @returns a function that finds the newest refresh token of a session, or null */
export function tokenReader({ all }: Pick<Credentials, "all">): (sessionId: string) => string | null {
  return (sessionId) => newestToken(all, sessionId)?.token ?? null;
}

function refreshCookies(cookies: Map<string, string>, config: CookieConfig): RefreshCookie[] {
  return [...cookies].flatMap(([name, token]) => {
    const parsed = parseRefreshCookieName(name, config);
    return parsed && TOKEN_FORM.test(token) ? [{ name, ...parsed, token }] : [];
  });
}

function boundCookies(cookies: Map<string, string>, config: CookieConfig): SentBoundCookie[] {
  return [...cookies].flatMap(([name, value]) => {
    const sessionId = parseBoundCookieName(name, config);
    return sessionId ? [{ name, sessionId, value }] : [];
  });
}

/** Browsers send cookies of one path in the order in which they were made (RFC 6265bis, 5.8.3). */
function attemptCookies(cookies: Map<string, string>, config: CookieConfig): AttemptCookie[] {
  return [...cookies].flatMap(([name, key]) => {
    const attemptId = parseAttemptCookieName(name, config);
    return attemptId ? [{ name, attemptId, key }] : [];
  });
}
