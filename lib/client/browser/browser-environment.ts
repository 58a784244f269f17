import { readCookie } from "./cookies";
import type { Environment } from "./environment";
import { openEventStream } from "./event-source";
import { after, dateNow, listen, onHide } from "./page-events";
import { createSignOutMarkers } from "./sign-out-markers";
import { openTabChannel } from "./tab-channel";
import { createTokenCache, type TokenSource } from "./token-cache";

/** Not "scroll": a page that is hidden and shown again scrolls by itself, and would keep itself signed in. */
const INPUT_EVENTS = ["pointerdown", "pointermove", "keydown", "touchstart", "wheel"];

/** The browser this page runs in. Nothing is touched before it is used, so the server can make one too. */
export function createBrowserEnvironment(tokenSource: TokenSource): Environment {
  return {
    origin: () => location.origin,
    fetch: (input, init) => fetch(input, init),
    now: () => performance.now(),
    after,
    random: Math.random,
    randomId: () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24)))),
    locks: () => navigator.locks,
    epoch: () => readCookie(globalThis, "epoch"),
    path: () => location.pathname + location.search,
    navigate: (path) => location.assign(path),
    reload: () => location.reload(),
    openChannel: (receive) => openTabChannel(receive),
    tokenCache: createTokenCache(tokenSource),
    openStream: openEventStream,
    signOutMarkers: createSignOutMarkers(globalThis),
    getItem(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Storage is forbidden or full: the value is lost.
      }
    },
    dateNow,
    onWake: (run) =>
      listen(["pageshow", "focus", "online", "visibilitychange"], (event) => {
        if (!document.hidden) run((event as PageTransitionEvent).persisted === true);
      }),
    onBfcache: (run) => listen(["pagehide"], (event) => (event as PageTransitionEvent).persisted && run()),
    onHide,
    isHidden: () => document.hidden,
    onInput: (run) => listen(INPUT_EVENTS, (event) => event.isTrusted && run()),
  };
}
