import type { SharedToken, TokenCache } from "./environment";

/** In `public/`; shared worker and service worker in one. */
export const WORKER_SCRIPT = "/token-worker.js";

/** Milliseconds the worker has to answer, its own start included; after that the tab refreshes for itself. */
const REPLY_TIMEOUT_MS = 2000;

export type CacheMessage = { find: string } | { keep: string; token: SharedToken } | { drop: true };

/** @returns false when there is no worker to take the message */
export type PostToWorker = (message: CacheMessage, reply: MessagePort[]) => boolean;

/** Speaks with a worker that keeps the token: a question brings the port its answer comes by. */
export function createWorkerCache(post: PostToWorker): TokenCache {
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
