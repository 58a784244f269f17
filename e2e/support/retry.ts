import { setTimeout as wait } from "node:timers/promises";
import { isUnavailable, type ObservedResponse } from "./history-recorder";
import type { HttpResponse } from "./http-browser";

/** How long the app's client makes a call wait for an unavailable server. */
const RETRY_TIMEOUT_MS = 10_000;

/** Counts the responses that meant: try again. */
export interface RetryCount {
  count: number;
}

/**
 * Sends until it is answered, as our client does: a server that is away, or a connection that breaks, is no answer.
 * @throws when the server is away for longer than a call waits
 */
export async function retryWhileUnavailable(
  send: () => Promise<ObservedResponse>,
  retries: RetryCount = { count: 0 },
): Promise<HttpResponse> {
  const deadline = performance.now() + RETRY_TIMEOUT_MS;
  for (;;) {
    const heard = await send();
    if (heard && !isUnavailable(heard)) return heard;
    if (performance.now() > deadline)
      throw new Error(`still away after ${RETRY_TIMEOUT_MS} ms: ${heard?.status ?? "lost"}`);
    retries.count += 1;
    await wait(50 + Math.random() * 100);
  }
}
