import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface TcpProxy {
  /** The same address, by way of the proxy. */
  url: string;
  /** Passes nothing on any more, and says nothing about it: on the connections there are, or on all to come as well. */
  freeze(which: "open" | "all"): void;
  /** Freezes the connections there are, once, when this is about to be sent to the server; it no longer is. */
  freezeAt(text: string): void;
  /** Cuts a connection as soon as this has been sent to the server, before the answer comes back. */
  cutAfter(text: string): void;
}

/** A network between us and a server, to be broken at will; it goes with the test. */
export async function tcpProxy(to: string): Promise<TcpProxy> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let opened = 0;
  let frozen = 0;
  let numbing: string | null = null;
  let fatal: string | null = null;

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(Number(target.port), target.hostname);
    const number = opened++;
    let cut = false;
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) sockets.add(socket.on("error", end).on("close", end));
    near.on("data", (bytes) => {
      if (numbing !== null && bytes.includes(numbing)) {
        frozen = opened;
        numbing = null;
      }
      if (number < frozen) return;
      far.write(bytes);
      cut ||= fatal !== null && bytes.includes(fatal);
    });
    near.on("end", () => {
      if (number >= frozen) end(); // not even a goodbye is answered by what is frozen
    });
    far.on("data", (bytes) => {
      if (cut) end();
      else if (number >= frozen) near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });

  const url = new URL(to);
  const address = server.address();
  url.host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: url.href,
    freeze(which) {
      frozen = which === "open" ? opened : Number.POSITIVE_INFINITY;
    },
    freezeAt(text) {
      numbing = text;
    },
    cutAfter(text) {
      fatal = text;
    },
  };
}
