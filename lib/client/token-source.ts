/**
 * Where tabs find the token another one got; chosen by a prop of the provider. All of them meet one contract
 * (token-source.test.ts); what an app does not choose is not loaded.
 */
import type { TokenSource } from "./environment";
import { createSharedWorkerSource } from "./shared-worker-source";

/**
 * - `tab`: nowhere. Each tab refreshes for itself, one at a time.
 * - `shared-worker`: in a worker that lives as long as some tab does. One refresh for all tabs.
 * - `service-worker`: in the site's service worker, for browsers without shared workers. It may be stopped at any time
 *   and forget; then the next tab that needs a token refreshes.
 */
export type TokenSourceName = "tab" | "shared-worker" | "service-worker";

export function createTokenSource(name: TokenSourceName): TokenSource {
  if (name === "tab") return createTabSource();
  if (name === "shared-worker") return createSharedWorkerSource();
  const source = import("./service-worker-source").then((module) => module.createServiceWorkerSource());
  return {
    // A chunk that does not load is a worker that does not answer.
    find: (owner) => source.then(({ find }) => find(owner)).catch(() => null),
    keep: (owner, token) => void source.then(({ keep }) => keep(owner, token)).catch(() => {}),
    drop: () => void source.then(({ drop }) => drop()).catch(() => {}),
  };
}

export function createTabSource(): TokenSource {
  return { find: async () => null, keep() {}, drop() {} };
}
