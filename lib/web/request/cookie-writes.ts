/** Cookies as they are written: their attributes, and those that name the browser and the state of its accounts. */
import { type Config, isSecure } from "@/lib/server/config";
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
}

export type SealingConfig = CookieConfig & Pick<Config, "secrets">;

/** @returns the attributes every one of our cookies is written with. */
export function cookieAttributes(write: CookieWrite, config: Pick<Config, "origin">) {
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
