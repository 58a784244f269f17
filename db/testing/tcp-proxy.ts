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
  /** Holds back what is sent to the server, and counts. @returns how often something went there, until now */
  turns(): number;
}

/** How long what is sent to the server waits for more, when it is counted (milliseconds). */
const PATIENCE = 10;

/** A network between us and a server, to be broken at will; it goes with the test. */
export async function tcpProxy(to: string): Promise<TcpProxy> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let opened = 0;
  let frozen = 0;
  let numbing: string | null = null;
  let fatal: string | null = null;
  let turns: number | null = null;

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(Number(target.port), target.hostname);
    const number = opened++;
    let cut = false;
    let held: Buffer[] = [];
    /** Once nothing more comes; what has come while we were busy is read before `setImmediate`. */
    const passWhenQuiet = (known = held.length) => {
      setTimeout(() => setImmediate(() => (held.length > known ? passWhenQuiet() : pass())), PATIENCE);
    };
    const pass = () => {
      turns = (turns ?? 0) + 1;
      far.write(Buffer.concat(held));
      held = [];
    };
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
      if (turns === null) far.write(bytes);
      else if (held.push(bytes) === 1) passWhenQuiet();
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
    turns() {
      turns ??= 0;
      return turns;
    },
  };
}
