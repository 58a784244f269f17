import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface TcpProxy {
  /** The address of the database through the proxy. */
  url: string;
  /** Silently forwards nothing any more: on the open connections, or on all later ones too. */
  freeze(which: "open" | "all"): void;
  /** Freezes the open connections, once, when this text is about to be sent to the server; the text is not sent. */
  freezeAt(text: string): void;
  /** Closes a connection as soon as this text has been sent to the server, before the answer. */
  cutAfter(text: string): void;
  /** Buffers the bytes for the server and counts the flushes. @returns how many round trips there were so far */
  turns(): number;
}

/** How long the buffer waits for more bytes before it is flushed, in milliseconds. */
const PATIENCE = 10;

/** Starts a TCP proxy that tests can freeze or cut; it ends with the test. */
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
    /**
     * Flushes once no more bytes arrive; bytes that arrived while this process was busy are read before
     * `setImmediate`.
     */
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
      if (number >= frozen) end(); // a frozen connection does not answer a close either
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
