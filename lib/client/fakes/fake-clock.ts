/** Lets everything happen that waits for no timer. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise(setImmediate);
}

/** A promise that its maker settles. */
export function gate<T>(): { promise: Promise<T>; open: (value: T) => void } {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { promise, open: resolve };
}

/** A monotonic clock in milliseconds that stands until it is moved. */
export class FakeClock {
  now = 1_000;
  #timers: { at: number; run: () => void }[] = [];

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /**
   * Goes on by so many milliseconds, and stops at every timer on the way.
   *
   * @param rest waits there for what takes no time on this clock
   */
  async advance(milliseconds: number, rest: () => Promise<void> = settle): Promise<void> {
    const end = this.now + milliseconds;
    await rest();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      this.#timers = this.#timers.filter((other) => other !== next);
      next.run();
      await rest();
    }
    this.now = end;
  }
}
