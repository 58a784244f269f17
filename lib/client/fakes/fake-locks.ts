/** The Web Locks of one browser: exclusive, first come, first served. */
export class FakeLocks {
  #locks = new Map<string, FakeLock>();

  /** As `navigator.locks.request` in its form with options. */
  request = (name: string, { signal }: LockOptions, run: () => Promise<unknown>): Promise<unknown> =>
    this.#get(name).run(signal, run);

  /** Takes the lock as a frozen tab does. @returns a function that releases it */
  freeze(name: string): () => void {
    const lock = this.#get(name);
    lock.isHeld = true;
    return () => lock.release();
  }

  #get(name: string): FakeLock {
    const lock = this.#locks.get(name) ?? new FakeLock();
    this.#locks.set(name, lock);
    return lock;
  }
}

class FakeLock {
  isHeld = false;
  #waiting: (() => void)[] = [];

  async run(signal: AbortSignal | undefined, run: () => Promise<unknown>): Promise<unknown> {
    if (this.isHeld) await this.#wait(signal);
    this.isHeld = true;
    try {
      return await run();
    } finally {
      this.release();
    }
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.isHeld = false;
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      signal?.addEventListener("abort", () => {
        this.#waiting = this.#waiting.filter((other) => other !== resolve);
        reject(signal.reason);
      });
    });
  }
}
