/**
 * Whether the server is reached. Every request of the client passes here, so one that fails tells all the others;
 * while the server is away it is asked now and then, and whoever waits goes on the moment it answers.
 */

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import type { AuthError } from "./auth-error";
import { type BackoffState, RETRY_BUDGET_MS, recordFailure } from "./backoff";
import { withTimeout } from "./request";

/** A gateway's word that there is nobody behind it, or the server's own that it cannot work. */
const AWAY = [502, 503, 504];
/** Milliseconds until a request is sent again whose first sending is still being worked on. */
const BUSY_PAUSE_MS = 1_000;
/** Milliseconds a probe may take. */
const PROBE_TIMEOUT_MS = 8_000;

export interface Connection {
  /** As the environment's, but notes how it went. */
  fetch: typeof fetch;
  /**
   * Sends until the server answers, and has done with what was sent before under the same `Idempotency-Key`, for at most
   * `PATIENCE` ms after the first failure.
   *
   * @param send may run several times: the request has to bear it
   * @returns the last answer, whatever it is; throws what the last `send` threw
   */
  fetchWithRetry(send: () => Promise<Response>, signal: AbortSignal): Promise<Response>;
  /** The browser is online or looked at: asks at once, unless the server named a later time. */
  wake(): void;
  stop(): void;
}

export interface ConnectionCallbacks {
  changed(connection: "online" | "reconnecting"): void;
  /** Somebody else tries already: no probe is needed. */
  isTrying(): boolean;
}

function isAway({ status }: Response): boolean {
  return AWAY.includes(status);
}

/** What was sent before is still being worked on, or was interrupted; a conflict that stays names no time. */
function isBusy({ status, headers }: Response): boolean {
  return status === 409 && headers.has("Retry-After");
}

export function createConnection(env: Environment, callbacks: ConnectionCallbacks): Connection {
  let backoff: BackoffState<Pick<AuthError, "details">> | null = null;
  let cancelProbe: Cancel = () => {};
  let waiting: (() => void)[] = [];

  function markOffline(retryAfter: number): void {
    const isNew = !backoff;
    backoff = recordFailure(backoff, { details: { retryAfter } }, env.now(), env.random());
    probeAt(backoff.retryAt);
    if (isNew) callbacks.changed("reconnecting");
  }

  function markOnline(): void {
    if (!backoff) return;
    backoff = null;
    cancelProbe();
    callbacks.changed("online");
    const released = waiting;
    waiting = [];
    for (const go of released) go();
  }

  function probeAt(at: number): void {
    cancelProbe();
    cancelProbe = env.after(Math.max(0, at - env.now()), () => void probe());
  }

  async function probe(): Promise<void> {
    if (!backoff) return;
    if (callbacks.isTrying()) {
      probeAt(env.now() + RETRY_BUDGET_MS);
      return;
    }
    await withTimeout(env, PROBE_TIMEOUT_MS, (signal) => watchedFetch("/api/session", { signal })).catch(
      () => {},
    );
  }

  const watchedFetch: typeof fetch = async (input, init) => {
    try {
      const response = await env.fetch(input, init);
      if (isAway(response)) markOffline(Number.parseInt(response.headers.get("Retry-After") ?? "", 10));
      else markOnline();
      return response;
    } catch (thrown) {
      // Whoever aborts a call says nothing about the server; a time limit does.
      if (!(thrown instanceof Error) || thrown.name !== "AbortError") markOffline(0);
      throw thrown;
    }
  };

  /** @returns true when the server answered again before `deadline`. */
  function waitUntilOnline(deadline: number, signal: AbortSignal): Promise<boolean> {
    if (!backoff) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (back: boolean) => {
        cancel();
        signal.removeEventListener("abort", giveUp);
        waiting = waiting.filter((other) => other !== go);
        resolve(back);
      };
      const go = () => finish(true);
      const giveUp = () => finish(false);
      const cancel = env.after(deadline - env.now(), giveUp);
      signal.addEventListener("abort", giveUp);
      waiting.push(go);
    });
  }

  return {
    fetch: watchedFetch,
    async fetchWithRetry(send, signal) {
      let deadline: number | null = null;
      for (;;) {
        const outcome = await send().then(
          (response) => ({ response, again: isAway(response) || isBusy(response) }),
          (thrown: unknown) => ({ thrown, again: true }),
        );
        deadline ??= env.now() + RETRY_BUDGET_MS;
        if (outcome.again && !signal.aborted && env.now() < deadline) {
          if (!backoff) await new Promise<void>((resolve) => env.after(BUSY_PAUSE_MS, resolve));
          if (await waitUntilOnline(deadline, signal)) continue;
        }
        if ("response" in outcome) return outcome.response;
        throw outcome.thrown;
      }
    },
    wake() {
      if (backoff) probeAt(backoff.notBefore);
    },
    stop: () => cancelProbe(),
  };
}
