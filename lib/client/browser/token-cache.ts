/**
 * Where tabs find the token another one got; chosen by a prop of the provider. All of them meet one contract
 * (token-source.test.ts); what an app does not choose is not loaded.
 */
import type { TokenCache } from "./environment";

/**
 * - `tab`: nowhere. Each tab refreshes for itself, one at a time.
 * - `shared-worker`: in a worker that lives as long as some tab does. One refresh for all tabs.
 * - `service-worker`: in the site's service worker, for browsers without shared workers. It may be stopped at any time
 *   and forget; then the next tab that needs a token refreshes.
 */
export type TokenSourceName = "tab" | "shared-worker" | "service-worker";

const LOADERS = {
  "shared-worker": async () => (await import("./shared-worker-source")).createSharedWorkerCache(),
  "service-worker": async () => (await import("./service-worker-source")).createServiceWorkerCache(),
};

export function createTokenCache(name: TokenSourceName): TokenCache {
  if (name === "tab") return createTabSource();
  const loadSource = LOADERS[name];
  let source: Promise<TokenCache> | undefined;
  // A chunk that does not load is a worker that does not answer.
  async function use<T>(run: (source: TokenCache) => T | Promise<T>): Promise<T | null> {
    source ??= loadSource();
    return source.then<T>(run).catch(() => null);
  }
  return {
    find: (owner) => use(({ find }) => find(owner)),
    keep: (owner, token) => void use(({ keep }) => keep(owner, token)),
    // Nobody loads it to make it forget.
    drop: () => void (source && use(({ drop }) => drop())),
  };
}

export function createTabSource(): TokenCache {
  return { find: async () => null, keep() {}, drop() {} };
}
