import type { TokenCache } from "./environment";
import { createWorkerCache, WORKER_SCRIPT } from "./worker-source";

/** The browser's SharedWorker; started by its first use, and never found where there is none. */
export function createSharedWorkerCache(): TokenCache {
  let port: MessagePort | null | undefined;

  function connect(): MessagePort | null {
    if (port !== undefined) return port;
    try {
      const worker = new SharedWorker(WORKER_SCRIPT, { name: "latchkey" });
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
    // Nobody starts a worker to make it forget.
    const worker = "drop" in message ? port : connect();
    worker?.postMessage(message, reply);
    return Boolean(worker);
  });
}
