/**
 * The token cache in a worker (lib/client/worker/token-worker.ts). Loaded only by pages that use it.
 */
import { PRODUCT_SLUG } from "@/lib/session/product";
import { readCookieSite } from "./cookies";
import type { SharedToken, TokenCache } from "./environment";
import {
  type BearerTokenSource,
  type OwnedToken,
  TOKEN_QUESTION,
  WORKER_URL,
  type WorkerMessage,
} from "./worker-protocol";

/** The worker has this long to answer, its own start included; after that the tab refreshes for itself. */
const REPLY_TIMEOUT_MS = 2000;

/** @returns false when there is no worker to take the message */
type PostToWorker = (message: WorkerMessage, reply: MessagePort[]) => boolean;

function createWorkerCache(post: PostToWorker): TokenCache {
  return {
    find(owner) {
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<SharedToken | null>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
        if (post({ find: owner }, [port2])) setTimeout(resolve, REPLY_TIMEOUT_MS, null);
        else resolve(null);
      });
      return answer.finally(() => port1.close());
    },
    keep: (owner, token) => void post({ keep: owner, token }, []),
    drop: () => void post({ drop: true }, []),
  };
}

/** @returns the cache of the kind that the app chose */
export function createWorkerTokenCache(
  source: "shared-worker" | "service-worker" | BearerTokenSource,
): TokenCache {
  if (source === "shared-worker") return createSharedWorkerCache();
  if (source === "service-worker") return createServiceWorkerCache();
  const query = new URLSearchParams({ cookies: readCookieSite(globalThis).prefix });
  for (const path of source.bearerPaths) query.append("bearer", path);
  return rememberForWorker(createServiceWorkerCache(`${WORKER_URL}?${query}`));
}

/** The browser stops a service worker at any time, and it forgets. The tabs give it the token again when it asks. */
function rememberForWorker(cache: TokenCache): TokenCache {
  let seen: (OwnedToken & { at: number }) | null = null;
  const remember = (owner: string, token: SharedToken) => {
    seen = { owner, token, at: performance.now() };
  };
  navigator.serviceWorker?.addEventListener("message", ({ data, ports }) => {
    if (data !== TOKEN_QUESTION) return;
    const remaining = seen ? seen.token.remaining - (performance.now() - seen.at) : 0;
    const owned = seen && remaining > 0 ? { owner: seen.owner, token: { ...seen.token, remaining } } : null;
    ports[0]?.postMessage(owned);
  });
  return {
    async find(owner) {
      const token = await cache.find(owner);
      if (token) remember(owner, token);
      return token;
    },
    keep(owner, token) {
      remember(owner, token);
      cache.keep(owner, token);
    },
    drop() {
      seen = null;
      cache.drop();
    },
  };
}

/** The browser's SharedWorker, started by its first use. In a browser without one the cache stays empty. */
export function createSharedWorkerCache(): TokenCache {
  let port: MessagePort | null | undefined;

  function connect(): MessagePort | null {
    if (port !== undefined) return port;
    try {
      const worker = new SharedWorker(WORKER_URL, { name: PRODUCT_SLUG });
      worker.onerror = () => {
        port = null;
      };
      port = worker.port;
      port.start();
    } catch {
      port = null;
    }
    return port;
  }

  return createWorkerCache((message, reply) => {
    // A worker that is not there has nothing to forget: it is not started for that.
    const worker = "drop" in message ? port : connect();
    worker?.postMessage(message, reply);
    return Boolean(worker);
  });
}

/**
 * The site's service worker. It is asked for a token only once it is active; until then, and where there is none, tabs
 * refresh for themselves.
 */
export function createServiceWorkerCache(url = WORKER_URL): TokenCache {
  let worker: ServiceWorker | null = null;
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  workers
    ?.register(url)
    .then(() => workers.ready)
    .then(
      (registration) => {
        worker = registration.active;
      },
      () => {},
    );
  return createWorkerCache((message, reply) => {
    worker?.postMessage(message, reply);
    return worker !== null;
  });
}
