/**
 * Where tabs find a token that another tab got; chosen by a prop of the provider. All kinds meet one contract
 * (token-cache.test.ts); the code of a kind that an app does not choose is not loaded.
 */
import type { TokenCache } from "./environment";
import type { BearerTokenSource } from "./worker-protocol";

/**
 * - `tab`: nowhere. Each tab refreshes for itself, one at a time.
 * - `shared-worker`: in a worker that lives as long as some tab does. One refresh for all tabs.
 * - `service-worker`: in the site's service worker, for browsers without shared workers. The browser may stop it at any
 *   time, and it forgets; then the next tab that needs a token refreshes.
 */
export type TokenSourceName = "tab" | "shared-worker" | "service-worker";

export type TokenSource = TokenSourceName | BearerTokenSource;

/**
 * @returns a cache that loads its code when it is first used; if its code cannot be loaded, it stays empty, like that of
 *   `tab`
 */
export function createTokenCache(name: TokenSource): TokenCache {
  let loading: Promise<TokenCache | null> | undefined;

  async function load(): Promise<TokenCache | null> {
    return name === "tab" ? null : (await import("./worker-token-cache")).createWorkerTokenCache(name);
  }

  async function use<T>(run: (cache: TokenCache) => T | Promise<T>): Promise<T | null> {
    loading ??= load();
    return loading.then((cache) => cache && run(cache)).catch(() => null);
  }

  return {
    find: (owner) => use(({ find }) => find(owner)),
    keep: (owner, token) => void use(({ keep }) => keep(owner, token)),
    // A cache that is not loaded has nothing to forget.
    drop: () => void (loading && use(({ drop }) => drop())),
  };
}
