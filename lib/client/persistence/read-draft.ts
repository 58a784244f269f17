import type { Cancel } from "@/lib/client/browser/environment";
import { after } from "@/lib/client/browser/page-events";
import { isRecoverable } from "@/lib/client/http/auth-error";
import type { Autosave } from "./autosave";

/** How often reading is tried again while the key can't be had. */
const RETRY_MS = 3_000;

/**
 * Reads a draft, and tries again while its key can't be had.
 *
 * @param onRead called with the draft; null when there is none
 * @param onDone called when there is nothing more to wait for, after `onRead`
 * @returns a function that stops it: neither is called any more
 */
export function readDraft<T>(
  draft: Pick<Autosave<T>, "load">,
  onRead: (found: T | null) => void,
  onDone: () => void,
): Cancel {
  let isStopped = false;
  let cancelRetry: Cancel = () => {};
  async function read() {
    try {
      const found = await draft.load();
      if (!isStopped) onRead(found);
    } catch (thrown) {
      // There is a draft: as long as its key may come, it must not be overwritten by text typed without it.
      if (isRecoverable(thrown)) {
        if (!isStopped) cancelRetry = after(RETRY_MS, read);
        return;
      }
    }
    if (!isStopped) onDone();
  }
  void read();
  return () => {
    isStopped = true;
    cancelRetry();
  };
}
