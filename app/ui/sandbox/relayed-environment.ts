import { createBrowserEnvironment } from "@/lib/client/browser/browser-environment";
import type { Environment } from "@/lib/client/browser/environment";
import { openEventStream } from "@/lib/client/browser/event-source";
import type { SandboxDevice } from "@/lib/session/demo/sandbox-user";
import { SANDBOX_EPOCH_HEADER } from "@/lib/session/demo/sandbox-user";

/**
 * What the auth client of a virtual device runs in: this page, but every request goes through the relay, which adds the
 * device's cookies. Nothing is shared with the page's own session, or with another page: no storage, lock or channel.
 *
 * @param epoch the value of the device's epoch cookie
 */
export function createRelayedEnvironment(device: SandboxDevice, epoch: string): Environment {
  const browser = createBrowserEnvironment("tab");
  const prefix = `/api/demo/sandbox/${device}`;
  const lockPrefix = `${browser.randomId()}:`;
  const storage = new Map<string, string>();
  let currentEpoch = epoch;

  return {
    ...browser,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      const { method, headers, signal } = request;
      // Read first: not every browser sends the body of another request on.
      const body = await request.arrayBuffer();
      const response = await fetch(prefix + pathname + search, {
        method,
        headers,
        signal,
        ...(body.byteLength > 0 && { body }),
      });
      currentEpoch = response.headers.get(SANDBOX_EPOCH_HEADER) ?? currentEpoch;
      return response;
    },
    openStream: (onMessage, onFailed) => openEventStream(onMessage, onFailed, `${prefix}/api/session/events`),
    epoch: () => currentEpoch,
    locks: () => {
      const locks = navigator.locks;
      const request = (name: string, ...rest: unknown[]) =>
        Reflect.apply(locks.request, locks, [lockPrefix + name, ...rest]);
      return locks && { request: request as LockManager["request"] };
    },
    openChannel: () => ({ post() {}, close() {} }),
    signOutMarkers: { all: () => [], set() {}, remove() {} },
    getItem: (key) => storage.get(key) ?? null,
    setItem(key, value) {
      if (value === null) storage.delete(key);
      else storage.set(key, value);
    },
    path: () => "/profile",
    // The device has one screen, which shows what has happened instead of another page.
    navigate() {},
    reload() {},
  };
}
