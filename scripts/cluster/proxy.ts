/**
 * A minimal load balancer: each request goes to the next node, without sticky sessions. A node that does not listen is
 * skipped. Every other error is passed to the client, because only the client knows whether a request may be sent
 * twice.
 */
import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
  request as send,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface RunningProxy {
  port: number;
  close(): Promise<void>;
}

/** The response header with the number of the node that answered, counted from 1. */
export const NODE_HEADER = "x-internal-node";

/** `Retry-After` in seconds, when no node answered. */
const RETRY_AFTER = "1";
/**
 * Headers that belong to a connection and not to the message (RFC 9110 §7.6.1); `expect` was answered when the request
 * came.
 */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "upgrade",
  "expect",
]);

/**
 * @param port to listen on; 0 means any
 * @param nodes their addresses, like `http://localhost:4001`
 */
export async function startProxy(port: number, nodes: string[]): Promise<RunningProxy> {
  let turn = 0;
  const server = createServer((request, response) => {
    const order = nodes.map((_, at) => (turn + at) % nodes.length);
    turn += 1;
    tryNext(request, response, order);
  });

  function tryNext(request: IncomingMessage, response: ServerResponse, [at, ...others]: number[]): void {
    const node = nodes[at ?? -1];
    if (at === undefined || node === undefined) {
      giveUp(response, 503, { "Retry-After": RETRY_AFTER });
      return;
    }
    const passed = send(new URL(node), {
      method: request.method ?? "GET",
      path: request.url ?? "/",
      headers: forwarded(request),
      agent: false,
    });
    const hangUp = () => passed.destroy();
    response.once("close", hangUp);
    passed.once("response", (answer) => {
      answer.on("error", () => response.destroy());
      response.writeHead(answer.statusCode ?? 502, [
        ...endToEnd(answer.rawHeaders),
        NODE_HEADER,
        String(at + 1),
      ]);
      response.flushHeaders();
      answer.pipe(response);
    });
    onceConnected(passed, () => request.pipe(passed));
    passed.on("error", (error: NodeJS.ErrnoException) => {
      response.off("close", hangUp);
      if (error.code === "ECONNREFUSED")
        tryNext(request, response, others); // no part of the request has been sent
      else giveUp(response, 502);
    });
  }

  server.listen(port, process.env.HOST || "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Waits with the body until a node is connected. Piped earlier, its beginning would be lost with the first node that
 * fails.
 */
function onceConnected(passed: ClientRequest, then: () => void): void {
  passed.once("socket", (socket) => socket.once("connect", then));
}

function forwarded({ headers, socket }: IncomingMessage): OutgoingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
  const before = headers["x-forwarded-for"];
  return {
    ...Object.fromEntries(kept),
    "x-forwarded-for": [before, socket.remoteAddress].filter(Boolean).join(", "),
    "x-forwarded-host": headers.host,
    "x-forwarded-proto": "http",
  };
}

/** @param raw names and values in turn, as Node provides them; each Set-Cookie header stays separate */
function endToEnd(raw: string[]): string[] {
  return raw.filter((_, at) => !HOP_BY_HOP.has((raw[at - (at % 2)] ?? "").toLowerCase()));
}

function giveUp(response: ServerResponse, status: 502 | 503, headers: OutgoingHttpHeaders = {}): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { "Cache-Control": "no-store", ...headers }).end();
}
