/** Cookies as they are written: their attributes, and those that name the browser and the state of its accounts. */
import { type Config, isSecure } from "@/lib/server/config";
import { cookieDomains } from "@/lib/server/cookie-domain";
import { newId } from "@/lib/server/crypto";
import { cookieName } from "@/lib/session/cookie-names";
import { type BrowserState, MAX_COOKIE_AGE_SECONDS, sealBrowserState } from "./browser-cookie";
import { type CookieConfig, cookieSite } from "./cookie-names";

/** A cookie to write; the empty value removes it. */
export interface CookieWrite {
  name: string;
  value: string;
  httpOnly: boolean;
  /** Seconds; absent for a cookie that is deleted when the browser closes. */
  maxAge?: number;
  /** The `Domain` attribute instead of `COOKIE_DOMAIN`; null for none. Only to remove a cookie from there. */
  domain?: string | null;
}

export type SealingConfig = CookieConfig & Pick<Config, "secrets">;

/** @returns the attributes every one of our cookies is written with. */
export function cookieAttributes(write: CookieWrite, config: CookieConfig) {
  const { name, value, httpOnly, maxAge, domain = config.cookieDomain } = write;
  return {
    name,
    value,
    httpOnly,
    secure: isSecure(config),
    sameSite: "lax",
    path: "/",
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(domain === null ? {} : { domain }),
  } as const;
}

/** What `otherCookieDomains` has found. Public suffixes are looked up for it, and each cookie that is written asks. */
const knownOtherDomains = new WeakMap<CookieConfig, (string | null)[]>();

/**
 * @returns where else cookies of the same names may be: for this host alone (null), or for the other domains that
 *   `COOKIE_DOMAIN` may have been before
 */
export function otherCookieDomains(config: CookieConfig): (string | null)[] {
  const { origin, cookieDomain } = config;
  const found =
    knownOtherDomains.get(config) ??
    [null, ...cookieDomains(new URL(origin).hostname)].filter((domain) => domain !== cookieDomain);
  knownOtherDomains.set(config, found);
  return found;
}

/**
 * On plain http no prefix tells a cookie of `COOKIE_DOMAIN` from one of this host alone. So that the browser is left with
 * one of them, the others are removed with each write.
 *
 * @returns the write, after the removals
 */
export function withOtherVariants(write: CookieWrite, config: CookieConfig): CookieWrite[] {
  if (isSecure(config) || write.domain !== undefined) return [write];
  return [...otherCookieDomains(config).map((domain) => ({ ...removal(write), domain })), write];
}

/** @returns what removes a cookie */
export function removal({ name }: { name: string }): CookieWrite {
  return { name, value: "", httpOnly: true, maxAge: 0 };
}

/** The sealed cookie that names the browser and its accounts. */
export async function browserCookie(
  state: Omit<BrowserState, "sealedAt">,
  config: SealingConfig,
  now: number,
): Promise<CookieWrite> {
  const value = await sealBrowserState(state, config, now);
  return {
    name: cookieName("browser", cookieSite(config)),
    value,
    httpOnly: true,
    maxAge: MAX_COOKIE_AGE_SECONDS,
  };
}

/** A new value tells every tab that the accounts of the browser have changed. */
export function epochCookie(config: SealingConfig): CookieWrite {
  return {
    name: cookieName("epoch", cookieSite(config)),
    value: newId(),
    httpOnly: false,
    maxAge: MAX_COOKIE_AGE_SECONDS,
  };
}
