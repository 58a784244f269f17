import type { Environment } from "@/lib/client/browser/environment";

/** Smaller differences are clocks being put right. Milliseconds. */
const NOTICEABLE_MS = 5_000;

/**
 * Measures how long the machine slept: some monotonic clocks stand still meanwhile, the device's clock goes on.
 * Somebody who set the clock forward looks the same; so what follows from it must be safe to be wrong about.
 *
 * @returns milliseconds slept since the last call, 0 for a machine that did not
 */
export function createSleepDetector(env: Pick<Environment, "now" | "dateNow">): () => number {
  let offset = env.dateNow() - env.now();
  return () => {
    const before = offset;
    offset = env.dateNow() - env.now();
    return offset - before > NOTICEABLE_MS ? offset - before : 0;
  };
}
