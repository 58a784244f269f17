import type { SharedToken, TokenShare } from "./environment";
import type { ShareMessage } from "./token-worker";

/** Milliseconds the worker has to answer, its own start included; after that the tab refreshes for itself. */
const REPLY_LIMIT = 500;

/** The browser's token share; started by its first use, and never found where there is no SharedWorker. */
export function createTokenShare(): TokenShare {
  let port: MessagePort | null | undefined;

  function connect(): MessagePort | null {
    if (port !== undefined) return port;
    try {
      const worker = new SharedWorker(new URL("./token-worker.ts", import.meta.url), { name: "latchkey" });
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

  function post(message: ShareMessage, reply: MessagePort[] = []): boolean {
    const worker = connect();
    worker?.postMessage(message, reply);
    return worker !== null;
  }

  return {
    find(owner) {
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<SharedToken | null>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
        if (post({ find: owner }, [port2])) setTimeout(resolve, REPLY_LIMIT, null);
        else resolve(null);
      });
      return answer.finally(() => port1.close());
    },
    keep(owner, token) {
      post({ keep: owner, token });
    },
    drop() {
      if (port) post({ drop: true });
    },
  };
}
