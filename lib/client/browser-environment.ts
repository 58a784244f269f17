import type { Cancel, Environment } from "./environment";
import { openTabChannel } from "./tab-channel";
import { createTokenShare } from "./token-share";

/** Longer timers overflow and fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
const INPUT_EVENTS = ["pointerdown", "pointermove", "keydown", "touchstart", "scroll"];

/** Calls `run` on each of `types`, without being in the way of the page's own listeners. */
function listen(types: string[], run: (event: Event) => void): Cancel {
  const stop = new AbortController();
  for (const type of types)
    addEventListener(type, run, { capture: true, passive: true, signal: stop.signal });
  return () => stop.abort();
}

/** The browser this page runs in. Nothing is touched before it is asked for, so the server can make one too. */
export function createBrowserEnvironment(): Environment {
  return {
    origin: () => location.origin,
    fetch: (input, init) => fetch(input, init),
    now: () => performance.now(),
    after(milliseconds, run) {
      const timer = setTimeout(run, Math.min(milliseconds, LONGEST_TIMER));
      return () => clearTimeout(timer);
    },
    random: Math.random,
    locks: () => navigator.locks,
    epoch: () => /(?:^|; )(?:__Host-)?latchkey_epoch=([^;]*)/.exec(document.cookie)?.[1] ?? "",
    path: () => location.pathname + location.search,
    navigate: (path) => location.assign(path),
    reload: () => location.reload(),
    openChannel: (receive) => openTabChannel(window, receive),
    share: createTokenShare(),
    recall(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    remember(key, value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Forbidden or full: forgotten.
      }
    },
    wallClock: Date.now,
    onWake: (run) =>
      listen(["pageshow", "focus", "online", "visibilitychange"], (event) => {
        if (!document.hidden) run((event as PageTransitionEvent).persisted === true);
      }),
    onInput: (run) => listen(INPUT_EVENTS, (event) => event.isTrusted && run()),
  };
}
