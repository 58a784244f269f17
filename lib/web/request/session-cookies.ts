import { keptSignIns, MAX_SLOTS, withoutAccount } from "@/lib/session/browser-accounts";
import {
  cookieName,
  NO_EPOCH,
  SIGN_OUT_MARKER_LIFETIME_SECONDS,
  signOutMarkerName,
} from "@/lib/session/cookie-names";
import { readCookies } from "./cookie-header";
import { cookieSite, refreshCookieName } from "./cookie-names";
import { browserCookie, type CookieWrite, epochCookie, removal, type SealingConfig } from "./cookie-writes";
import type { Credentials } from "./credentials";
import { knownUsers, rememberUser } from "./sign-ins";

/** The part of a session that its cookies need. */
export interface SessionToWrite {
  id: string;
  userId: string;
  generation: number;
  rememberMe: boolean;
  /** Milliseconds since the epoch. */
  absoluteExpiresAt: number;
  /** The administrator who acts as the user; null in other sessions. */
  impersonatorId: string | null;
}

/**
 * The cookies of a completed sign-in: the user's slot points to the new session, which becomes the active one.
 * Refresh cookies that belong to no slot any more are removed.
 *
 * @param now milliseconds since the epoch
 * @param ended sessions of this browser that are known to have ended
 */
export async function signInCookies(
  credentials: Credentials,
  browserId: string,
  session: SessionToWrite,
  refreshToken: string,
  config: SealingConfig,
  now: number,
  ended: ReadonlySet<string> = new Set(),
): Promise<CookieWrite[]> {
  const { id: sessionId, userId, absoluteExpiresAt } = session;
  const impersonated = session.impersonatorId !== null;
  const kept = keptSignIns(credentials.browser?.signIns ?? [], { userId, impersonated }, ended);
  const slots = Array.from({ length: MAX_SLOTS }, (_, slot) => slot);
  const slot = slots.find((free) => kept.every((signIn) => signIn.slot !== free)) ?? 0;
  const signIns = [
    ...kept,
    { slot, userId, sessionId, absoluteExpiresAt, ...(impersonated && { impersonated }) },
  ];
  const before = knownUsers(credentials.browser);
  // The user has never signed in here.
  const known = impersonated ? before : rememberUser(before, { userId, sessionId });
  const keptSessions = new Set(kept.map((signIn) => signIn.sessionId));
  return [
    ...sessionCookiesOf(credentials, (id) => !keptSessions.has(id)).map(removal),
    ...credentials.markers.map((name) => removal({ name })),
    await browserCookie({ browserId, signIns, knownUsers: known, active: slot }, config, now),
    epochCookie(config),
    refreshCookie(session, refreshToken, config, now),
  ];
}

/**
 * The cookie of a browser that has none yet. It names no account.
 *
 * @param now milliseconds since the epoch
 */
export async function newBrowserCookies(
  { browser }: Credentials,
  browserId: string,
  config: SealingConfig,
  now: number,
): Promise<CookieWrite[]> {
  if (browser) return [];
  return [await browserCookie({ browserId, signIns: [], knownUsers: [], active: null }, config, now)];
}

/**
 * The cookies of a rotation: the new token under its own name; the session's older cookies are removed.
 *
 * @param now milliseconds since the epoch
 */
export function rotationCookies(
  credentials: Credentials,
  session: SessionToWrite,
  refreshToken: string,
  config: SealingConfig,
  now: number,
): CookieWrite[] {
  const written = refreshCookie(session, refreshToken, config, now);
  const older = credentials.all.filter(
    (cookie) => cookie.sessionId === session.id && cookie.name !== written.name,
  );
  return [...older.map(removal), written];
}

/**
 * The cookies of a sign-out: this browser stays known, but no account is signed in on it any more.
 *
 * @param now milliseconds since the epoch
 */
export async function signOutCookies(
  credentials: Credentials,
  config: SealingConfig,
  now: number,
): Promise<CookieWrite[]> {
  const { browser, markers } = credentials;
  const removals = [...sessionCookiesOf(credentials, () => true), ...markers.map((name) => ({ name }))].map(
    removal,
  );
  if (!browser) return removals;
  return [
    ...removals,
    await browserCookie(
      { browserId: browser.browserId, signIns: [], knownUsers: knownUsers(browser), active: null },
      config,
      now,
    ),
    epochCookie(config),
  ];
}

/**
 * The cookies of a switch to another account of this browser: those of its rotation, and the account becomes the active
 * one. The other accounts keep theirs.
 *
 * @param now milliseconds since the epoch
 */
export async function switchCookies(
  credentials: Credentials,
  session: SessionToWrite,
  refreshToken: string,
  config: SealingConfig,
  now: number,
): Promise<CookieWrite[]> {
  const rotated = rotationCookies(credentials, session, refreshToken, config, now);
  const { browser } = credentials;
  const slot = browser?.signIns.find(({ sessionId }) => sessionId === session.id)?.slot;
  if (!browser || slot === undefined) return rotated;
  return [await browserCookie({ ...browser, active: slot }, config, now), epochCookie(config), ...rotated];
}

/**
 * The cookies once one account of this browser is signed out. If it was the active one, the browser acts for none.
 *
 * @param sessionId of the account that leaves
 * @param now milliseconds since the epoch
 */
export async function accountSignOutCookies(
  credentials: Credentials,
  sessionId: string,
  config: SealingConfig,
  now: number,
): Promise<CookieWrite[]> {
  const { browser, markers } = credentials;
  if (!browser) return [];
  const marker = signOutMarkerName(sessionId, cookieSite(config));
  const left = withoutAccount(browser, sessionId);
  return [
    ...sessionCookiesOf(credentials, (id) => id === sessionId).map(removal),
    ...markers.filter((name) => name === marker).map((name) => removal({ name })),
    await browserCookie({ ...browser, ...left, knownUsers: knownUsers(browser) }, config, now),
    epochCookie(config),
  ];
}

/**
 * The marker of a sign-out that could not reach the database, as a script leaves it
 * (`lib/client/browser/sign-out-markers.ts`).
 *
 * @param header the `Cookie` header as it came
 */
export function pendingSignOutCookie(
  { active }: Credentials,
  header: string | null,
  config: SealingConfig,
): CookieWrite[] {
  if (!active) return [];
  const epoch =
    readCookies(header, config.cookiePrefix).get(cookieName("epoch", cookieSite(config))) || NO_EPOCH;
  const name = signOutMarkerName(active.sessionId, cookieSite(config));
  return [{ name, value: epoch, httpOnly: false, maxAge: SIGN_OUT_MARKER_LIFETIME_SECONDS }];
}

/** The cookies that belong to one session each, as they were sent. */
function sessionCookiesOf({ all, bound }: Credentials, isChosen: (sessionId: string) => boolean) {
  return [...all, ...bound].filter(({ sessionId }) => isChosen(sessionId));
}

function refreshCookie(
  session: SessionToWrite,
  token: string,
  config: SealingConfig,
  now: number,
): CookieWrite {
  const write = { name: refreshCookieName(session, config), value: token, httpOnly: true };
  if (!session.rememberMe) return write;
  return { ...write, maxAge: Math.max(1, Math.ceil((session.absoluteExpiresAt - now) / 1000)) };
}
