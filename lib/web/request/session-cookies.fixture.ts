import { newId, newRefreshToken } from "@/lib/server/crypto";
import { DAY, install } from "@/lib/server/testing/installation";
import type { CookieWrite } from "./cookie-writes";
import { readCredentials } from "./credentials";
import { rotationCookies, type SessionToWrite, signInCookies } from "./session-cookies";

export const HTTP = {
  origin: "http://localhost:3000",
  cookiePrefix: "latchkey_",
  cookieDomain: null as string | null,
  secrets: ["the first secret of an installation, long"] as [string],
};

export const HTTPS = { ...HTTP, origin: "https://example.com" };

export const NOW = Date.UTC(2030, 0, 1);

export const SIGNED_OUT = {
  browser: null,
  active: null,
  refresh: null,
  pendingSignOut: null,
  markers: [],
  all: [],
  attempts: [],
  bound: [],
};

export const session = (from: Partial<SessionToWrite> = {}): SessionToWrite => ({
  id: newId(),
  userId: newId(),
  generation: 0,
  rememberMe: false,
  absoluteExpiresAt: NOW + 30 * DAY,
  impersonatorId: null,
  ...from,
});

/** A cookie jar, as a header and as credentials. */
export class Jar {
  readonly cookies = new Map<string, string>();
  readonly browserId = newId();

  readonly config: typeof HTTP;

  constructor(config = HTTP) {
    install(); // unsealed cookies are cached: each test starts with an empty cache
    this.config = config;
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  read(now = NOW) {
    return readCredentials(this.header, this.config, now);
  }

  keep(writes: CookieWrite[]): CookieWrite[] {
    for (const { name, value, maxAge } of writes) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return writes;
  }

  async signIn(who: SessionToWrite, token = newRefreshToken()): Promise<CookieWrite[]> {
    return this.keep(await signInCookies(await this.read(), this.browserId, who, token, this.config, NOW));
  }

  /** The cookies of a response that has not arrived yet. */
  async rotate(who: SessionToWrite, token: string): Promise<CookieWrite[]> {
    return rotationCookies(await this.read(), who, token, this.config, NOW);
  }
}
