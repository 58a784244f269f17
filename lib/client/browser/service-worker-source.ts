import type { TokenCache } from "./environment";
import { createWorkerCache, WORKER_SCRIPT } from "./worker-source";

/**
 * The site's service worker as a keeper of the token. It answers no request of the page, and is asked only once it is
 * there; until then, and where there is none, tabs refresh for themselves.
 */
export function createServiceWorkerCache(): TokenCache {
  let worker: ServiceWorker | null = null;
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  workers
    ?.register(WORKER_SCRIPT)
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
