/** A cookie as a browser keeps it (RFC 6265bis, section 5), as far as one origin needs. */
export interface StoredCookie {
  name: string;
  value: string;
  path: string;
  /** Milliseconds since 1970, or null for a cookie that is gone with the browser. */
  expiresAt: number | null;
  httpOnly: boolean;
  secure: boolean;
  sameSite: string | null;
}

/** The cookies one browser keeps for one origin. */
export class CookieJar {
  #cookies = new Map<string, StoredCookie>();
  readonly #clock: () => number;

  /** @param clock of the browser's machine, in milliseconds since 1970: it says which cookies have expired */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Does what the Set-Cookie headers of an answer say, in their order. */
  apply(setCookies: string[], now = this.#clock()): void {
    for (const header of setCookies) {
      const cookie = parseSetCookie(header, now);
      if (!cookie || !keepsPromiseOfPrefix(cookie)) continue;
      if (cookie.expiresAt !== null && cookie.expiresAt <= now) this.delete(cookie.name);
      else this.#cookies.set(cookie.name, cookie);
    }
  }

  /** The Cookie header of a request for this path, or null when there is nothing to send. */
  header(path: string, now = this.#clock()): string | null {
    const sent = this.list(now).filter((cookie) => isUnder(path, cookie.path));
    return sent.length > 0 ? sent.map(({ name, value }) => `${name}=${value}`).join("; ") : null;
  }

  list(now = this.#clock()): StoredCookie[] {
    return [...this.#cookies.values()].filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  }

  /** @param name the whole name, or its beginning */
  find(name: string): StoredCookie | undefined {
    return this.#cookies.get(name) ?? this.list().find((cookie) => cookie.name.startsWith(name));
  }

  /** Sets a value that no server sent: forged, stolen or broken. */
  set(name: string, value: string): void {
    const fresh = { name, path: "/", expiresAt: null, httpOnly: true, secure: false, sameSite: "Lax" };
    this.#cookies.set(name, { ...fresh, ...this.#cookies.get(name), value });
  }

  delete(name: string): void {
    this.#cookies.delete(name);
  }

  /** Closes and reopens the browser: removes the cookies that have no expiry. */
  reopen(): void {
    for (const { name, expiresAt } of this.#cookies.values()) if (expiresAt === null) this.delete(name);
  }

  /** A copy of its own, as a thief takes it or a backup restores it. @param jar the empty jar that becomes the copy */
  copy(jar = new CookieJar(this.#clock)): CookieJar {
    for (const cookie of this.#cookies.values()) jar.#cookies.set(cookie.name, { ...cookie });
    return jar;
  }
}

function parseSetCookie(header: string, now: number): StoredCookie | null {
  const [pair = "", ...rest] = header.split(";").map((part) => part.trim());
  const equals = pair.indexOf("=");
  if (equals < 1) return null;
  const attributes = new Map(
    rest.map((part) => {
      const [key = "", ...value] = part.split("=");
      return [key.toLowerCase(), value.join("=")] as const;
    }),
  );
  return {
    name: pair.slice(0, equals),
    value: pair.slice(equals + 1),
    path: attributes.get("path") || "/",
    expiresAt: readExpiry(attributes, now),
    httpOnly: attributes.has("httponly"),
    secure: attributes.has("secure"),
    sameSite: attributes.get("samesite") ?? null,
  };
}

/** Max-Age goes before Expires. */
function readExpiry(attributes: Map<string, string>, now: number): number | null {
  const maxAge = attributes.get("max-age");
  if (maxAge !== undefined) return now + Number(maxAge) * 1000;
  const expires = attributes.get("expires");
  return expires === undefined ? null : Date.parse(expires);
}

function keepsPromiseOfPrefix({ name, secure, path }: StoredCookie): boolean {
  if (name.startsWith("__Host-")) return secure && path === "/";
  return !name.startsWith("__Secure-") || secure;
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
