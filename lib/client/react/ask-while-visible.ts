import type { Cancel } from "@/lib/client/browser/environment";
import type { NewsEnvironment } from "./coalesce-news";

/**
 * Asks again and again, each time so long after the last answer, and not while the page is out of sight.
 *
 * @param ask may reject; it is called again all the same
 * @returns a function that stops it
 */
export function askWhileVisible(
  env: Pick<NewsEnvironment, "after" | "isVisible">,
  intervalMs: number,
  ask: () => Promise<unknown>,
): Cancel {
  let isStopped = false;
  let cancel = env.after(intervalMs, run);

  async function run(): Promise<void> {
    if (env.isVisible()) await ask().catch(() => {});
    if (!isStopped) cancel = env.after(intervalMs, run);
  }

  return () => {
    isStopped = true;
    cancel();
  };
}
