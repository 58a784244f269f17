/**
 * Whether the server is reached. Every request of the client passes here, so one that fails tells all the others;
 * while the server is away it is asked now and then, and whoever waits goes on the moment it answers.
 */

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import type { AuthError } from "./auth-error";
import { type Outage, PATIENCE, worsen } from "./backoff";
import { withinLimit } from "./request";

/** A gateway's word that there is nobody behind it, or the server's own that it cannot work. */
const AWAY = [502, 503, 504];
/** Milliseconds until a request is sent again whose first sending is still being worked on. */
const BUSY_PAUSE = 1_000;
/** Milliseconds a probe may take. */
const PROBE_LIMIT = 8_000;

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
  insist(send: () => Promise<Response>, signal: AbortSignal): Promise<Response>;
  /** The browser is online or looked at: asks at once, unless the server named a later time. */
  wake(): void;
  stop(): void;
}

export interface ConnectionOwner {
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

export function createConnection(env: Environment, owner: ConnectionOwner): Connection {
  let outage: Outage<Pick<AuthError, "details">> | null = null;
  let cancelProbe: Cancel = () => {};
  let waiting: (() => void)[] = [];

  function lost(retryAfter: number): void {
    const isNew = !outage;
    outage = worsen(outage, { details: { retryAfter } }, env.now(), env.random());
    probeAt(outage.retryAt);
    if (isNew) owner.changed("reconnecting");
  }

  function regained(): void {
    if (!outage) return;
    outage = null;
    cancelProbe();
    owner.changed("online");
    const released = waiting;
    waiting = [];
    for (const go of released) go();
  }

  function probeAt(at: number): void {
    cancelProbe();
    cancelProbe = env.after(Math.max(0, at - env.now()), () => void probe());
  }

  async function probe(): Promise<void> {
    if (!outage) return;
    if (owner.isTrying()) {
      probeAt(env.now() + PATIENCE);
      return;
    }
    await withinLimit(env, PROBE_LIMIT, (signal) => watchedFetch("/api/session", { signal })).catch(() => {});
  }

  const watchedFetch: typeof fetch = async (input, init) => {
    try {
      const response = await env.fetch(input, init);
      if (isAway(response)) lost(Number.parseInt(response.headers.get("Retry-After") ?? "", 10));
      else regained();
      return response;
    } catch (thrown) {
      // Whoever aborts a call says nothing about the server; a time limit does.
      if (!(thrown instanceof Error) || thrown.name !== "AbortError") lost(0);
      throw thrown;
    }
  };

  /** @returns true when the server answered again before `deadline`. */
  function isBack(deadline: number, signal: AbortSignal): Promise<boolean> {
    if (!outage) return Promise.resolve(true);
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
    async insist(send, signal) {
      let deadline: number | null = null;
      for (;;) {
        const outcome = await send().then(
          (response) => ({ response, again: isAway(response) || isBusy(response) }),
          (thrown: unknown) => ({ thrown, again: true }),
        );
        deadline ??= env.now() + PATIENCE;
        if (outcome.again && !signal.aborted && env.now() < deadline) {
          if (!outage) await new Promise<void>((resolve) => env.after(BUSY_PAUSE, resolve));
          if (await isBack(deadline, signal)) continue;
        }
        if ("response" in outcome) return outcome.response;
        throw outcome.thrown;
      }
    },
    wake() {
      if (outage) probeAt(outage.notBefore);
    },
    stop: () => cancelProbe(),
  };
}
