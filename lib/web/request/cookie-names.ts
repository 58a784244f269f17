/**
 * The names of the cookies that only the server reads. The generation in the name of a refresh cookie keeps a response
 * that arrives late from overwriting a newer token. The other names are in `lib/session/cookie-names.ts`.
 */
import { type Config, isSecure } from "@/lib/server/config";
import { type CookieSite, cookieName } from "@/lib/session/cookie-names";

const ID = /^[\w-]{22}$/;
const SUFFIX = /^([\w-]{22})\.(\d{1,9})$/;

export type CookieConfig = Pick<Config, "origin" | "cookiePrefix" | "cookieDomain">;

/** @returns what the names of our cookies begin with, and the domain they are for */
export function cookieSite(config: CookieConfig): CookieSite {
  const guard = config.cookieDomain === null ? "__Host-" : "__Secure-";
  return {
    prefix: (isSecure(config) ? guard : "") + config.cookiePrefix,
    domain: config.cookieDomain ?? undefined,
  };
}

/** @returns the name of the cookie that carries a session's refresh token of one generation. */
export function refreshCookieName(
  { id, generation }: { id: string; generation: number },
  config: CookieConfig,
): string {
  return `${cookieName("refresh", cookieSite(config))}.${id}.${generation}`;
}

/** @returns the session and generation a refresh cookie's name carries; null for any other name. */
export function parseRefreshCookieName(
  name: string,
  config: CookieConfig,
): { sessionId: string; generation: number } | null {
  const prefix = `${cookieName("refresh", cookieSite(config))}.`;
  if (!name.startsWith(prefix)) return null;
  const [, sessionId, generation] = SUFFIX.exec(name.slice(prefix.length)) ?? [];
  return sessionId && generation ? { sessionId, generation: Number(generation) } : null;
}

/** @returns the name of the cookie by which a browser proves, for a short time, that it holds the key of a session. */
export function boundCookieName(sessionId: string, config: CookieConfig): string {
  return nameFor("bound", sessionId, config);
}

/** @returns the session that a bound cookie's name carries; null for any other name. */
export function parseBoundCookieName(name: string, config: CookieConfig): string | null {
  return parseNameFor("bound", name, config);
}

/** @returns the name of the cookie that carries the key of an attempt: two tabs never write the same one. */
export function attemptCookieName(id: string, config: CookieConfig): string {
  return nameFor("attempt", id, config);
}

/** @returns the attempt whose key a cookie's name says it carries; null for any other name. */
export function parseAttemptCookieName(name: string, config: CookieConfig): string | null {
  return parseNameFor("attempt", name, config);
}

/** A cookie for each thing of a kind: its id is part of the name. */
function nameFor(kind: "bound" | "attempt", id: string, config: CookieConfig): string {
  return `${cookieName(kind, cookieSite(config))}.${id}`;
}

function parseNameFor(kind: "bound" | "attempt", name: string, config: CookieConfig): string | null {
  const start = nameFor(kind, "", config);
  const id = name.startsWith(start) ? name.slice(start.length) : "";
  return ID.test(id) ? id : null;
}
