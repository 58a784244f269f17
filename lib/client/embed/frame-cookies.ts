import { readAllCookies, readCookie } from "@/lib/client/browser/cookies";
import type { Cancel } from "@/lib/client/browser/environment";

/** The cookies of this frame. */
export interface FrameCookies {
  /** False where the browser keeps our cookies back, as from a frame in a page of another site. */
  areSent(): boolean;
  /** Calls `run` when the epoch may have changed, in browsers that tell. */
  onChange(run: () => void): Cancel;
}

/** https://cookiestore.spec.whatwg.org ; not in every browser. */
interface CookieStoreScope {
  cookieStore?: EventTarget;
}

const PROBE = "frame_probe";

/**
 * The cookies of the frame that this script runs in. A browser that keeps `SameSite=Lax` cookies from a frame of another
 * site lets it set none either; so does one without an origin, which throws.
 */
export function createFrameCookies(scope: typeof globalThis): FrameCookies {
  const { document } = scope;
  return {
    areSent() {
      try {
        if (readCookie(scope, "epoch") !== "") return true;
        document.cookie = `${PROBE}=1; Path=/embed; SameSite=Lax; Max-Age=10`;
        const isKept = readAllCookies(scope).some(([name]) => name === PROBE);
        document.cookie = `${PROBE}=; Path=/embed; SameSite=Lax; Max-Age=0`;
        return isKept;
      } catch {
        return false;
      }
    },
    onChange(run) {
      const { cookieStore } = scope as CookieStoreScope;
      const stop = new AbortController();
      cookieStore?.addEventListener("change", run, { signal: stop.signal });
      return () => stop.abort();
    },
  };
}
