import { type RefreshCookie, refreshCookiesIn } from "@/e2e/support/refresh-cookies";
import { CookieJar } from "@/lib/web/simulated-browser/cookie-jar";

/** Chromium writes its cookies to the disk every 30 seconds: a crash takes back at most the changes since then. */
const FLUSH_MS = 30_000;

/** A cookie jar that knows which session is active in it, and the states that a crash may bring back. */
export class SoakJar extends CookieJar {
  /** The session of the last sign-in; null after a sign-out. */
  active: string | null = null;
  #past: { jar: SoakJar; at: number }[] = [];
  readonly #now: () => number;
  readonly #clock: () => number;

  /**
   * @param now the true time in milliseconds since 1970
   * @param clock what the clock of the browser's machine says instead
   */
  constructor(now: () => number, clock: () => number) {
    super(clock);
    this.#now = now;
    this.#clock = clock;
  }

  override apply(setCookies: string[]): void {
    if (setCookies.length === 0) return;
    this.#past = [...this.#unflushed(), { jar: this.copy(), at: this.#now() }];
    super.apply(setCookies);
    if (!setCookies.some((cookie) => cookie.startsWith("latchkey_browser="))) return;
    const [opened = null] = setCookies.flatMap(
      (cookie) => /^latchkey_refresh\.([\w-]+)\.0=[\w-]/.exec(cookie)?.[1] ?? [],
    );
    this.active = opened;
  }

  override copy(): SoakJar {
    const jar = new SoakJar(this.#now, this.#clock);
    super.copy(jar);
    jar.active = this.active;
    return jar;
  }

  /** Removes what has expired, as a browser does. */
  purge(): void {
    const alive = new Set(this.list().map(({ name }) => name));
    for (const { name } of this.list(Number.NEGATIVE_INFINITY)) if (!alive.has(name)) this.delete(name);
  }

  /** @returns the states that may stand on the disk: this one, and those that were replaced a moment ago */
  possibleStates(): SoakJar[] {
    return [this.copy(), ...this.#unflushed().map(({ jar }) => jar)];
  }

  /**
   * @returns the token of the active session that the server will use; null also when the browser cookie is gone, which
   *   says what is active: a clock that jumps ahead removes it, and leaves a token that lasts as long as the browser runs
   */
  presented(): RefreshCookie | null {
    if (!this.find("latchkey_browser")) return null;
    const [newest = null] = refreshCookiesIn(this)
      .filter(({ sessionId }) => sessionId === this.active)
      .sort((a, b) => b.generation - a.generation);
    return newest;
  }

  #unflushed() {
    return this.#past.filter(({ at }) => this.#now() - at <= FLUSH_MS);
  }
}
