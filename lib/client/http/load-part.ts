import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { asAuthError } from "./auth-error";

/** A part that takes longer to load is given up: its caller needs an answer. */
const LOAD_TIMEOUT_MS = 15_000;

/**
 * Loads a part of the client that most pages never need. It may fail: the browser is offline, or the server runs another
 * build by now. The next call tries again.
 *
 * @throws {AuthError} `silent_auth_failed`, as for any request that does not reach the server
 */
export async function loadPart<T>(env: Pick<Environment, "after">, load: () => Promise<T>): Promise<T> {
  let cancel: Cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    cancel = env.after(LOAD_TIMEOUT_MS, () => reject(new DOMException("", "TimeoutError")));
  });
  try {
    return await Promise.race([load(), late]);
  } catch (thrown) {
    throw asAuthError(thrown);
  } finally {
    cancel();
  }
}
