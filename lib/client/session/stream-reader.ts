/**
 * Which tabs read the event stream. At most two of a browser do: one that has the first lock, in sight or not, and one
 * that is in sight and has the second. A browser may freeze a tab out of sight, and its lock with it, so a tab that the
 * user looks at never depends on such a tab. What one reads, all are told.
 */
import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { type BackoffLimits, backoffMs } from "@/lib/session/backoff";
import { PRODUCT_SLUG } from "@/lib/session/product";
import type { StreamMessage } from "@/lib/session/session-events";

const READER_LOCK = `${PRODUCT_SLUG}-stream`;
const VISIBLE_READER_LOCK = `${PRODUCT_SLUG}-visible-stream`;
const RETRY: BackoffLimits = { firstMs: 2_000, longestMs: 120_000 };
/** A stream that breaks, as each does when its server restarts, is lost if it does not open again in so many milliseconds. */
const LOST_AFTER_MS = 3_000;

export interface StreamListener {
  onMessage(message: StreamMessage): void;
  /** The stream opened again after a time in which events may have been missed. */
  onReopened(): void;
  /** The server refused to open a stream: the session may be over. */
  onRefused(): void;
  /** A stream that was broken for `LOST_AFTER_MS` is lost, until it opens again or is not read any more. */
  onLost(isLost: boolean): void;
}

export interface StreamReader {
  /** The page came into view or went out of it. */
  updateVisibility(): void;
  stop(): void;
}

/** Reads the stream while this tab has one of the locks; where there are no locks, while it is in sight. */
export function startStreamReader(env: Environment, listener: StreamListener): StreamReader {
  const locks = env.locks();
  /** Set while this tab reads. */
  let close: Cancel | null = null;
  let leave: Cancel = () => {};
  let leaveVisible: Cancel = () => {};

  function read(): void {
    close = openStream(env, listener);
  }

  function stopReading(): void {
    close?.();
    close = null;
  }

  /** Waits for a lock, and reads for as long as it has it. @returns a function that gives the lock to the next tab */
  function readUnder(name: string): Cancel {
    const left = new AbortController();
    const lead = () =>
      new Promise<void>((release) => {
        // A tab that reads already has no use for a second lock.
        if (close || left.signal.aborted) return release();
        read();
        left.signal.addEventListener("abort", () => {
          stopReading();
          release();
        });
      });
    // It rejects when this tab stops waiting.
    locks?.request(name, { signal: left.signal }, lead).catch(() => {});
    return () => left.abort();
  }

  function updateVisibility(): void {
    if (!locks) {
      if (env.isHidden()) stopReading();
      else if (!close) read();
      return;
    }
    if (env.isHidden()) {
      leaveVisible();
      // While it was in sight, it may have let another tab have the first lock.
      if (!close) {
        leave();
        leave = readUnder(READER_LOCK);
      }
    } else if (!close) {
      leaveVisible();
      leaveVisible = readUnder(VISIBLE_READER_LOCK);
    }
  }

  leave = readUnder(READER_LOCK);
  updateVisibility();
  return {
    updateVisibility,
    stop() {
      leave();
      leaveVisible();
      stopReading();
    },
  };
}

/** Opens the stream, and opens it again when the server refuses it. @returns a function that closes it */
function openStream(env: Environment, listener: StreamListener): Cancel {
  let failures = 0;
  let connections = 0;
  let close: Cancel = () => {};
  let isLost = false;
  /** Set while the stream is broken. */
  let broken: Cancel | null = null;

  function noteBroken(): void {
    broken ??= env.after(LOST_AFTER_MS, () => {
      isLost = true;
      listener.onLost(true);
    });
  }

  function noteSound(): void {
    broken?.();
    broken = null;
    if (isLost) listener.onLost(false);
    isLost = false;
  }

  function open(): void {
    close = env.openStream(
      (message) => {
        failures = 0;
        noteSound();
        // Each connection begins with a `state` event.
        if (message.event === "state" && connections++ > 0) listener.onReopened();
        listener.onMessage(message);
      },
      (isRefused) => {
        if (!isRefused) return noteBroken();
        noteSound();
        listener.onRefused();
        // Jitter: when a server comes back, its browsers should not all arrive at once.
        close = env.after(backoffMs(failures++, RETRY, env.random()), open);
      },
    );
  }

  open();
  return () => {
    close();
    noteSound();
  };
}
