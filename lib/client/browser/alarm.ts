import type { Cancel, Environment } from "./environment";

export interface Alarm {
  /** @param at when to ring, on the monotonic clock; replaces the time that was set before */
  set(at: number): void;
  cancel(): void;
}

/** An alarm on the monotonic clock. It looks again when a timer fires: the longest timer may be too short. */
export function createAlarm(env: Pick<Environment, "now" | "after">, ring: () => void): Alarm {
  let cancel: Cancel = () => {};
  function set(at: number): void {
    cancel();
    cancel = env.after(Math.max(0, at - env.now()), () => (env.now() < at ? set(at) : ring()));
  }
  return { set, cancel: () => cancel() };
}
