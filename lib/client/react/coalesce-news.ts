import type { Cancel } from "@/lib/client/browser/environment";

/** How long news gathers: many devices that are signed out together are one piece of it. */
const GATHERING_MS = 200;

/** What the page is told by its browser. */
export interface NewsEnvironment {
  after(milliseconds: number, work: () => void): Cancel;
  isVisible(): boolean;
  /** @param onVisible called when the page is shown again */
  watchVisibility(onVisible: () => void): Cancel;
}

/** The page that runs this. */
export const browserNews: NewsEnvironment = {
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  isVisible: () => document.visibilityState === "visible",
  watchVisibility(onVisible) {
    const onChange = () => document.visibilityState === "visible" && onVisible();
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  },
};

/**
 * Asks the server about news that may come often, and in many tabs at once: once for all that comes close together, one
 * question at a time, and in a tab that is not looked at only once it is.
 *
 * @param ask may reject; then the next news asks again
 * @returns `onNews`, to be called with each piece; `stop`
 */
export function coalesceNews(env: NewsEnvironment, ask: () => Promise<void>) {
  let isDue = false;
  let isAsking = false;
  let cancelTimer: Cancel | null = null;

  function schedule(): void {
    if (isDue && !isAsking && !cancelTimer && env.isVisible()) cancelTimer = env.after(GATHERING_MS, run);
  }

  async function run(): Promise<void> {
    cancelTimer = null;
    if (!env.isVisible()) return;
    isDue = false;
    isAsking = true;
    await ask().catch(() => {});
    isAsking = false;
    schedule();
  }

  const stopWatching = env.watchVisibility(schedule);
  return {
    onNews(): void {
      isDue = true;
      schedule();
    },
    stop(): void {
      isDue = false;
      cancelTimer?.();
      stopWatching();
    },
  };
}
