import { setTimeout as wait } from "node:timers/promises";
import type { ObservedResponse } from "./history-recorder";
import type { HttpResponse } from "./http-browser";
import { isUnavailable } from "./http-browser";

/** How long the app's client retries a call while the server is unavailable. */
const RETRY_TIMEOUT_MS = 10_000;

/** Counts the responses that ask to try again. */
export interface RetryCount {
  count: number;
}

/**
 * Sends a request until it is answered, as our client does: a 503 or a broken connection does not count as an answer.
 *
 * @throws when the server is unavailable for longer than a call waits
 */
export async function retryWhileUnavailable(
  send: () => Promise<ObservedResponse>,
  retries: RetryCount = { count: 0 },
): Promise<HttpResponse> {
  const deadline = performance.now() + RETRY_TIMEOUT_MS;
  for (;;) {
    const received = await send();
    if (received && !isUnavailable(received)) return received;
    if (performance.now() > deadline)
      throw new Error(`still away after ${RETRY_TIMEOUT_MS} ms: ${received?.status ?? "lost"}`);
    retries.count += 1;
    await wait(50 + Math.random() * 100);
  }
}
