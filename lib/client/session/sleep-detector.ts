import type { Environment } from "@/lib/client/browser/environment";

/** Smaller differences are clocks being put right. Milliseconds. */
const NOTICEABLE_MS = 5_000;

/**
 * Measures how long the machine slept: some monotonic clocks stand still meanwhile, the device's clock goes on.
 * A clock that is set forward looks the same, so the caller must be able to bear a wrong answer.
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
