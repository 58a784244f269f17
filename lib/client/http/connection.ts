/**
 * Whether the server can be reached. Every request of the client passes here, so one that fails tells all the others.
 * While the server is away it is asked now and then, and calls that wait go on as soon as it answers.
 */

import { createAlarm } from "@/lib/client/browser/alarm";
import type { Environment } from "@/lib/client/browser/environment";
import type { AuthError } from "./auth-error";
import { withTimeout } from "./request";
import { RETRY_BUDGET_MS, type RetrySchedule, recordFailure } from "./retry-schedule";
import { createWaiters } from "./waiters";

/** A gateway says that no server is behind it, or the server that it cannot work. */
const AWAY_STATUSES = [502, 503, 504];
/** The wait before a request is sent again whose first sending is still being worked on. */
const BUSY_PAUSE_MS = 1_000;
const PROBE_TIMEOUT_MS = 8_000;
/** The longest wait between two probes while a blank page waits for the server before it loads another page. */
const URGENT_PROBE_MS = 4_000;

export interface Connection {
  /** As the environment's, but notes whether the server answered. */
  fetch: typeof fetch;
  /**
   * Sends until the server answers, and has done with what was sent before under the same `Idempotency-Key`, for at most
   * `RETRY_BUDGET_MS` after the first failure.
   *
   * @param send may run several times, so its request must be safe to repeat
   * @returns the last response, whatever it is
   * @throws what the last `send` threw
   */
  fetchWithRetry(send: () => Promise<Response>, signal: AbortSignal): Promise<Response>;
  /**
   * Runs `go` as soon as the server can be reached, now if it can. Meanwhile the client asks the server every few seconds,
   * because the page is blank.
   */
  whenOnline(go: () => void): void;
  /** The browser is online, or the page visible: asks at once, unless the server named a later time. */
  wake(): void;
  /** Reports to `callbacks` from now on. */
  watch(callbacks: ConnectionCallbacks): void;
  stop(): void;
}

export interface ConnectionCallbacks {
  changed(connection: "online" | "reconnecting"): void;
  /** Another request is being retried already: no probe is needed. */
  isTrying(): boolean;
}

function isAway({ status }: Response): boolean {
  return AWAY_STATUSES.includes(status);
}

/** What was sent before is still being worked on, or was interrupted; a conflict that stays names no time. */
function isBusy({ status, headers }: Response): boolean {
  return status === 409 && headers.has("Retry-After");
}

/**
 * Watches the requests of this tab.
 *
 * @param env its `fetch` sends; its clock and `random` time the probes
 */
export function createConnection(env: Environment): Connection {
  const untilOnline = createWaiters<void>();
  let callbacks: ConnectionCallbacks | null = null;
  let isUrgent = false;
  let backoff: RetrySchedule<Pick<AuthError, "details">> | null = null;
  const nextProbe = createAlarm(env, () => void probe());

  function markOffline(retryAfter: number): void {
    const isNew = !backoff;
    const longest = isUrgent ? URGENT_PROBE_MS : undefined;
    backoff = recordFailure(backoff, { details: { retryAfter } }, env.now(), env.random(), longest);
    nextProbe.set(backoff.retryAt);
    if (isNew) callbacks?.changed("reconnecting");
  }

  function markOnline(sentAt: number): void {
    // An answer to what was sent before the first failure says nothing about the server since then.
    if (!backoff || sentAt < backoff.since) return;
    backoff = null;
    isUrgent = false;
    nextProbe.cancel();
    callbacks?.changed("online");
    untilOnline.resolveAll();
  }

  async function probe(): Promise<void> {
    if (!backoff) return;
    if (callbacks?.isTrying()) return nextProbe.set(env.now() + RETRY_BUDGET_MS);
    const ask = (signal: AbortSignal) => watchedFetch("/api/session", { signal });
    await withTimeout(env, PROBE_TIMEOUT_MS, ask).catch(() => {});
  }

  const watchedFetch: typeof fetch = async (input, init) => {
    const sentAt = env.now();
    try {
      const response = await env.fetch(input, init);
      if (isAway(response)) markOffline(Number.parseInt(response.headers.get("Retry-After") ?? "", 10));
      else markOnline(sentAt);
      return response;
    } catch (thrown) {
      // A call that its caller aborts says nothing about the server; a timeout does.
      if (!(thrown instanceof Error) || thrown.name !== "AbortError") markOffline(0);
      throw thrown;
    }
  };

  /** Waits for a good moment to send again. @returns false when there is none before `deadline` */
  async function canRetry(deadline: number, caller: AbortSignal): Promise<boolean> {
    if (caller.aborted) return false;
    if (!backoff) await new Promise<void>((resolve) => env.after(BUSY_PAUSE_MS, resolve));
    if (!backoff) return true;
    return withTimeout(env, deadline - env.now(), (late) =>
      untilOnline.wait({ signal: AbortSignal.any([caller, late]) }),
    ).then(
      () => true,
      () => false,
    );
  }

  return {
    fetch: watchedFetch,
    fetchWithRetry: (send, signal) => retry(env, send, (deadline) => canRetry(deadline, signal)),
    whenOnline(go) {
      if (!backoff) return go();
      isUrgent = true;
      void untilOnline.wait().then(go);
      backoff = { ...backoff, retryAt: Math.max(env.now(), backoff.notBefore) };
      nextProbe.set(backoff.retryAt);
    },
    wake() {
      if (backoff) nextProbe.set(backoff.notBefore);
    },
    watch(given) {
      callbacks = given;
    },
    stop: nextProbe.cancel,
  };
}

/** @param canRetry waits for a good moment; answers false when there will be none before the deadline */
async function retry(
  env: Pick<Environment, "now">,
  send: () => Promise<Response>,
  canRetry: (deadline: number) => Promise<boolean>,
): Promise<Response> {
  let deadline: number | null = null;
  for (;;) {
    const outcome = await send().then(
      (response) => ({ response, again: isAway(response) || isBusy(response) }),
      (thrown: unknown) => ({ thrown, again: true }),
    );
    deadline ??= env.now() + RETRY_BUDGET_MS;
    if (outcome.again && env.now() < deadline && (await canRetry(deadline))) continue;
    if ("response" in outcome) return outcome.response;
    throw outcome.thrown;
  }
}
