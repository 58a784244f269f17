/**
 * Callers that wait for one thing to happen: a token, the server's return, the user's password.
 */
export interface Waiters<T> {
  isEmpty(): boolean;
  /**
   * @param options.order callers with a lower number go first; those with the same number go in the order they came
   * @param options.signal the caller waits no longer when it is aborted
   * @returns the value of the next `resolveAll`
   * @throws the error of the next `rejectAll`, or the reason of `signal`
   */
  wait(options?: { order?: number; signal?: AbortSignal }): Promise<T>;
  resolveAll(value: T): void;
  rejectAll(error: unknown): void;
}

interface Waiter<T> {
  order: number;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** @returns a queue in which callers wait; `resolveAll` and `rejectAll` empty it */
export function createWaiters<T>(): Waiters<T> {
  let waiting: Waiter<T>[] = [];

  function release(settle: (waiter: Waiter<T>) => void): void {
    const released = waiting.sort((a, b) => a.order - b.order);
    waiting = [];
    released.forEach(settle);
  }

  return {
    isEmpty: () => waiting.length === 0,
    wait: ({ order = 0, signal } = {}) =>
      new Promise((resolve, reject) => {
        const waiter = { order, resolve, reject };
        waiting.push(waiter);
        signal?.addEventListener("abort", () => {
          waiting = waiting.filter((other) => other !== waiter);
          reject(signal.reason);
        });
      }),
    resolveAll: (value) => release(({ resolve }) => resolve(value)),
    rejectAll: (error) => release(({ reject }) => reject(error)),
  };
}
