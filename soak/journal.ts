import type { Moment } from "./model";

interface Entry {
  moment: Moment;
  /** The number of the browser; null for what concerns all of them. */
  browser: number | null;
  text: string;
}

const KEPT = 20_000;

/** What happened in the run, to be read when something is wrong. */
export class Journal {
  #order = 0;
  #entries: Entry[] = [];
  readonly #now: () => number;

  /** @param now the clock of the servers, in milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns the present moment, later than every one before */
  moment(): Moment {
    this.#order += 1;
    return { order: this.#order, at: this.#now() };
  }

  write(browser: number | null, text: string): void {
    this.#entries.push({ moment: this.moment(), browser, text });
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
  }

  /** @returns the latest lines about one browser, with what concerned all of them meanwhile */
  historyOf(browser: number | null, lines = 150): string {
    return this.#entries
      .filter((entry) => entry.browser === browser || entry.browser === null)
      .slice(-lines)
      .map(({ moment, text }) => `${new Date(moment.at).toISOString()}  ${text}`)
      .join("\n");
  }
}

/** An invariant is broken. */
export class Violation extends Error {
  override name = "Violation";
  readonly browser: number | null;

  /** @param browser the number of the browser that met it; null when the database shows it */
  constructor(browser: number | null, message: string) {
    super(message);
    this.browser = browser;
  }
}
