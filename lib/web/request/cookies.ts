/**
 * All cookies of this app: their names, what they carry, when they change. Nobody else knows.
 *
 * - browser: who is signed in on this browser. Sealed, long-lived, written only when that changes. It authenticates
 *   nothing by itself.
 * - refresh: a session's refresh token, nothing else. Its name carries session and generation, so an answer that
 *   arrives late cannot overwrite a newer token.
 * - left: set by a script that could not reach the server to sign out, or by a server that could not reach its
 *   database; names the session that is not to be used.
 * - epoch: changes whenever who is signed in here changes. Readable by scripts, without secret.
 */
import { z } from "zod";
import { type Config, isSecure } from "@/lib/server/config";
import { newId, seal, unseal } from "@/lib/server/crypto";
import { processSingleton } from "@/lib/server/singleton";
import { PREFIX, readCookies } from "./cookie-header";

const browserStateSchema = z.object({
  browserId: z.string(),
  signIns: z
    .array(
      z.object({
        slot: z.number().int().min(0),
        userId: z.string(),
        sessionId: z.string(),
        absoluteExpiresAt: z.number(),
      }),
    )
    .max(16),
  /** The slot of the account this browser acts for. */
  active: z.number().int().nullable(),
  sealedAt: z.number(),
});

export type BrowserState = z.infer<typeof browserStateSchema>;
export type SignIn = BrowserState["signIns"][number];

/** A refresh cookie as it was sent. */
export interface RefreshCookie {
  name: string;
  sessionId: string;
  generation: number;
  token: string;
}

/** What the cookies of a request say, before the database has been asked. */
export interface Credentials {
  /** Null when there is no browser cookie, or none of ours. */
  browser: BrowserState | null;
  active: SignIn | null;
  /** The newest refresh token of the active session. */
  refresh: RefreshCookie | null;
  /**
   * The person has signed out here while the server could not be reached: a script cannot remove an HttpOnly cookie,
   * but it can leave this note beside it.
   */
  pendingSignOut: boolean;
  /** The names of such notes. */
  markers: string[];
  /** Every refresh cookie sent, whatever it is worth. */
  all: RefreshCookie[];
}

/** A cookie to write; the empty value removes it. */
export interface CookieWrite {
  name: string;
  value: string;
  httpOnly: boolean;
  /** Seconds; absent for a cookie that goes with the browser. */
  maxAge?: number;
}

type CookieConfig = Pick<Config, "origin" | "secrets">;

/** The longest a browser keeps a cookie (RFC 6265bis §5.5). */
const LONGEST_SECONDS = 400 * 24 * 60 * 60;
/** Ninety days: longer than a session by default. Seconds. */
const MARKER_LIFETIME_SECONDS = 90 * 24 * 60 * 60;
/** Up to five accounts can be signed in on one browser. */
const SLOTS = [0, 1, 2, 3, 4] as const;
/** Longer than any seal of ours. */
const MAX_SEAL_LENGTH = 4096;
const TOKEN_FORM = /^[\w-]{43}$/;
/** What a browser would take back as a name: one that cannot be written again cannot be removed. */
const NOTE_FORM = /^[\w-]+$/;
const NAME_FORM = /^([\w-]{22})\.(\d{1,9})$/;

/** `__Host-` binds a cookie to this very host and to https (RFC 6265bis §4.1.3.2). */
function nameOf(kind: "browser" | "epoch" | "refresh" | "left", config: CookieConfig): string {
  return `${isSecure(config) ? "__Host-" : ""}${PREFIX}${kind}`;
}

/**
 * Reads what a request's cookies say.
 *
 * @param header the `Cookie` header as it came
 * @param now milliseconds since the epoch
 */
export async function readCredentials(
  header: string | null,
  config: CookieConfig,
  now: number,
): Promise<Credentials> {
  const cookies = readCookies(header);
  const browser = await openBrowserCookie(cookies.get(nameOf("browser", config)), config, now);
  const active = browser?.signIns.find((signIn) => signIn.slot === browser.active) ?? null;
  const all = refreshCookies(cookies, config);
  const refresh = newest(all, active?.sessionId);
  const leftPrefix = `${nameOf("left", config)}.`;
  const markers = [...cookies.keys()].filter(
    (name) => name.startsWith(leftPrefix) && NOTE_FORM.test(name.slice(leftPrefix.length)),
  );
  const pendingSignOut = active !== null && markers.includes(leftPrefix + active.sessionId);
  return { browser, active, refresh, pendingSignOut, markers, all };
}

/** @returns the newest refresh token of every session this browser is signed in with. */
export function activeTokens({ browser, all }: Credentials): string[] {
  return (browser?.signIns ?? []).flatMap(({ sessionId }) => newest(all, sessionId)?.token ?? []);
}

/** @returns those of the sessions this browser has no room for once `userId` has signed in. */
export function evictedTokens({ browser, all }: Credentials, userId: string): string[] {
  const kept = new Set(keptBeside(browser, userId));
  return (browser?.signIns ?? [])
    .filter((signIn) => !kept.has(signIn))
    .flatMap(({ sessionId }) => newest(all, sessionId)?.token ?? []);
}

/** The accounts that stay when `userId` signs in: the latest others. */
function keptBeside(browser: BrowserState | null, userId: string): SignIn[] {
  const others = (browser?.signIns ?? []).filter((signIn) => signIn.userId !== userId);
  return others.slice(-(SLOTS.length - 1));
}

function newest(all: RefreshCookie[], sessionId: string | undefined): RefreshCookie | null {
  return all
    .filter((cookie) => cookie.sessionId === sessionId)
    .reduce<RefreshCookie | null>(
      (best, cookie) => (best && best.generation >= cookie.generation ? best : cookie),
      null,
    );
}

function refreshCookies(cookies: Map<string, string>, config: CookieConfig): RefreshCookie[] {
  const prefix = `${nameOf("refresh", config)}.`;
  return [...cookies].flatMap(([name, token]) => {
    const [, sessionId, generation] =
      (name.startsWith(prefix) && NAME_FORM.exec(name.slice(prefix.length))) || [];
    if (!sessionId || !generation || !TOKEN_FORM.test(token)) return [];
    return [{ name, sessionId, generation: Number(generation), token }];
  });
}

async function openBrowserCookie(
  sealed: string | undefined,
  { secrets }: CookieConfig,
  now: number,
): Promise<BrowserState | null> {
  if (!sealed || sealed.length > MAX_SEAL_LENGTH) return null;
  const state = knownSeals().get(sealed) ?? (await openSeal(sealed, secrets));
  return state && state.sealedAt + LONGEST_SECONDS * 1000 > now ? state : null;
}

async function openSeal(sealed: string, secrets: readonly string[]): Promise<BrowserState | null> {
  const opened = await unseal(sealed, secrets);
  const state = browserStateSchema.safeParse(opened?.value);
  if (!state.success) return null;
  const seals = knownSeals();
  const oldest = seals.keys().next();
  if (seals.size >= REMEMBERED_SEALS && !oldest.done) seals.delete(oldest.value);
  seals.set(sealed, state.data);
  return state.data;
}

const REMEMBERED_SEALS = 5_000;

/** Seals that opened under our secrets: the same bytes open the same way, and every page asks. */
function knownSeals(): Map<string, BrowserState> {
  return processSingleton("known seals", () => new Map());
}

/** What a new session looks like from a cookie. */
export interface SessionToWrite {
  id: string;
  userId: string;
  generation: number;
  rememberMe: boolean;
  absoluteExpiresAt: number;
}

/**
 * The cookies of a completed sign-in: the user's slot points to the new session, which becomes the active one.
 * Refresh cookies that belong to no slot any more are removed.
 */
export async function signInCookies(
  credentials: Credentials,
  browserId: string,
  session: SessionToWrite,
  refreshToken: string,
  config: CookieConfig,
  now: number,
): Promise<CookieWrite[]> {
  const kept = keptBeside(credentials.browser, session.userId);
  const slot = SLOTS.find((free) => kept.every((signIn) => signIn.slot !== free)) ?? 0;
  const signIns = [
    ...kept,
    { slot, userId: session.userId, sessionId: session.id, absoluteExpiresAt: session.absoluteExpiresAt },
  ];
  const keptSessions = new Set(kept.map((signIn) => signIn.sessionId));
  return [
    ...credentials.all.filter((cookie) => !keptSessions.has(cookie.sessionId)).map(removal),
    ...credentials.markers.map((name) => removal({ name })),
    await browserCookie({ browserId, signIns, active: slot }, config, now),
    epochCookie(config),
    refreshCookie(session, refreshToken, config, now),
  ];
}

/** The cookies of a rotation: the new token under its own name; the names it was presented among are removed. */
export function rotationCookies(
  credentials: Credentials,
  session: SessionToWrite,
  refreshToken: string,
  config: CookieConfig,
  now: number,
): CookieWrite[] {
  const written = refreshCookie(session, refreshToken, config, now);
  const older = credentials.all.filter(
    (cookie) => cookie.sessionId === session.id && cookie.name !== written.name,
  );
  return [...older.map(removal), written];
}

/** The cookies of a sign-out: this browser stays known, but nobody is signed in on it any more. */
export async function signOutCookies(
  credentials: Credentials,
  config: CookieConfig,
  now: number,
): Promise<CookieWrite[]> {
  const { browser, all, markers } = credentials;
  const removals = [...all, ...markers.map((name) => ({ name }))].map(removal);
  if (!browser) return removals;
  return [
    ...removals,
    await browserCookie({ browserId: browser.browserId, signIns: [], active: null }, config, now),
    epochCookie(config),
  ];
}

/**
 * The note of a sign-out that could not be written down, as a script leaves it (lib/client/browser/sign-out-markers.ts).
 *
 * @param header the `Cookie` header as it came
 */
export function pendingSignOutCookie(
  { active }: Credentials,
  header: string | null,
  config: CookieConfig,
): CookieWrite[] {
  if (!active) return [];
  const epoch = readCookies(header).get(nameOf("epoch", config)) || "1";
  const name = `${nameOf("left", config)}.${active.sessionId}`;
  return [{ name, value: epoch, httpOnly: false, maxAge: MARKER_LIFETIME_SECONDS }];
}

/** @returns the attributes every one of our cookies is written with. */
export function cookieAttributes(write: CookieWrite, config: CookieConfig) {
  const { name, value, httpOnly, maxAge } = write;
  return {
    name,
    value,
    httpOnly,
    secure: isSecure(config),
    sameSite: "lax",
    path: "/",
    ...(maxAge === undefined ? {} : { maxAge }),
  } as const;
}

function removal({ name }: { name: string }): CookieWrite {
  return { name, value: "", httpOnly: true, maxAge: 0 };
}

async function browserCookie(
  state: Omit<BrowserState, "sealedAt">,
  config: CookieConfig,
  now: number,
): Promise<CookieWrite> {
  const value = await seal({ ...state, sealedAt: now }, config.secrets);
  return { name: nameOf("browser", config), value, httpOnly: true, maxAge: LONGEST_SECONDS };
}

function epochCookie(config: CookieConfig): CookieWrite {
  return { name: nameOf("epoch", config), value: newId(), httpOnly: false, maxAge: LONGEST_SECONDS };
}

function refreshCookie(
  session: SessionToWrite,
  token: string,
  config: CookieConfig,
  now: number,
): CookieWrite {
  const name = `${nameOf("refresh", config)}.${session.id}.${session.generation}`;
  const write = { name, value: token, httpOnly: true };
  if (!session.rememberMe) return write;
  return { ...write, maxAge: Math.max(1, Math.ceil((session.absoluteExpiresAt - now) / 1000)) };
}
