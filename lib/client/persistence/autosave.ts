/**
 * State of the app that outlives the page: versioned, for seven days, written a second after the last change,
 * and at once when the page is hidden, which may be its last event.
 */

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { isRecoverable } from "@/lib/client/http/auth-error";

/** From the last change to when what is kept is dropped. */
export const MAX_AGE_MS = 7 * 86_400_000;
/** From the last change to when it is written. */
const DEBOUNCE_MS = 1_000;
/** How often what could not be written is tried again while the server is away. Milliseconds. */
const RETRY_MS = 3_000;

/**
 * Where kept state lies. A value that cannot be written is given up, because nothing depends on it. It is tried again only
 * when the error is one that passes, such as a server that cannot be reached.
 */
export interface AutosaveStorage {
  read(key: string): Promise<string | null>;
  write(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Calls back when another tab wrote or removed what is under `key`. */
  watch(key: string, run: () => void): Cancel;
}

export interface AutosaveOptions<T> {
  key: string;
  /** Another version than what is kept drops that. */
  version: number;
  /** Checks what comes out of storage, which any user of this device can write to; null refuses it. */
  parse: (value: unknown) => T | null;
  /** Another tab kept something else, or, with null, nothing any more. */
  onChange?: (value: T | null) => void;
}

export interface Autosave<T> {
  /** @throws what the storage throws: there may be a value, but it can't be read now */
  load(): Promise<T | null>;
  schedule(value: T): void;
  /** Writes what is scheduled now. @returns false when it could not be written */
  flush(): Promise<boolean>;
  /** Keeps nothing any more. */
  remove(): Promise<void>;
  /** Flushes, and listens no more. */
  dispose(): void;
}

export type AutosaveScope = Pick<Environment, "after" | "dateNow" | "onHide">;

/** Keeps one value in `storage`, and tells when another tab changes it. */
export function createAutosave<T>(
  env: AutosaveScope,
  storage: AutosaveStorage,
  { key, version, parse, onChange }: AutosaveOptions<T>,
): Autosave<T> {
  let pending: { value: T } | null = null;
  let cancel: Cancel = () => {};
  // Another number whenever what is to be kept changes.
  let turn = 0;
  const inTurn = createQueue();
  /** Whether the last write succeeded. */
  let written = Promise.resolve(true);

  /** What cannot be kept or removed is forgotten. */
  const attempt = (work: () => Promise<void>) => inTurn(work).catch(() => {});

  async function load(): Promise<T | null> {
    const text = await inTurn(() => storage.read(key));
    if (text === null) return null;
    const value = parseKept(text, env.dateNow() - MAX_AGE_MS, version, parse);
    // Too old, of another version, or not ours: it would be refused the next time, too.
    if (value === null) await attempt(() => storage.remove(key));
    return value;
  }

  async function flush(): Promise<boolean> {
    cancel();
    if (!pending) return written;
    const mine = pending;
    const begun = turn;
    const text = JSON.stringify({ version, savedAt: env.dateNow(), value: mine.value });
    pending = null;
    written = inTurn(() => storage.write(key, text)).then(
      () => true,
      (thrown: unknown) => {
        const isAway = isRecoverable(thrown);
        if (isAway && turn === begun) {
          pending = mine;
          cancel = env.after(RETRY_MS, () => void flush());
        }
        return false;
      },
    );
    return written;
  }

  const stops = [
    // Also when it is only put aside: what is asynchronous may not come to an end while a page is being left.
    env.onHide(() => void flush()),
    storage.watch(key, async () => {
      const begun = turn;
      const value = onChange && (await load().catch(() => undefined));
      // What is being typed here is newer, and so is that it was removed here.
      if (value !== undefined && turn === begun && !pending) onChange?.(value);
    }),
  ];

  return {
    load,
    flush,
    schedule(value) {
      turn++;
      pending = { value };
      cancel();
      cancel = env.after(DEBOUNCE_MS, () => void flush());
    },
    async remove() {
      turn++;
      cancel();
      pending = null;
      await attempt(() => storage.remove(key));
    },
    dispose() {
      void flush();
      turn++;
      for (const stop of stops) stop();
    },
  };
}

/** Runs work in the order it was asked for: what is removed must not be written again by what was under way. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <R>(work: () => Promise<R>): Promise<R> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** @returns the value in `text`; null when it is too old, of another version, or not ours */
function parseKept<T>(
  text: string,
  oldest: number,
  version: number,
  parse: (value: unknown) => T | null,
): T | null {
  try {
    const kept: Record<"version" | "savedAt" | "value", unknown> = JSON.parse(text);
    // A value from the future was saved while the clock was wrong; that makes it no older.
    return kept.version === version && Number(kept.savedAt) >= oldest ? parse(kept.value) : null;
  } catch {
    return null;
  }
}
