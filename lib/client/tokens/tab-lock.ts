import type { Environment } from "@/lib/client/browser/environment";
import { PRODUCT_SLUG } from "@/lib/session/product";

/** The lock under which the session is rotated. */
const ROTATION_LOCK = PRODUCT_SLUG;
/** A tab that hangs with the lock must not hold up the others; the server's refresh rules allow for a race. */
export const LOCK_TIMEOUT_MS = 5_000;

/**
 * Runs `task` while no other tab of this browser runs one under the same lock; after `LOCK_TIMEOUT_MS`
 * of waiting, and where there are no locks (outside a secure context), it runs all the same.
 * Not re-entrant: a task that takes the lock again waits for that timeout.
 */
export async function withTabLock<T>(
  env: Environment,
  task: () => Promise<T>,
  name = ROTATION_LOCK,
): Promise<T> {
  const locks = env.locks();
  if (!locks) return task();
  const waiting = new AbortController();
  const cancel = env.after(LOCK_TIMEOUT_MS, () => waiting.abort());
  let entered = false;
  try {
    return await locks.request(name, { signal: waiting.signal }, () => {
      entered = true;
      cancel();
      return task();
    });
  } catch (error) {
    if (entered) throw error;
    return task();
  } finally {
    cancel();
  }
}
