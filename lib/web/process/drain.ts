/**
 * Stopping without cutting off requests. On a signal Next closes its listening socket at once, which sends a load
 * balancer elsewhere, and ends the process when the last connection is closed. This module closes the connections.
 */
import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";
import { log } from "@/lib/server/log";
import { stopOutbox } from "@/lib/server/mail/outbox";
import { closeStreams } from "@/lib/server/sessions/session-events";

/** How long a stopping server waits for requests in flight. */
const DRAIN_TIMEOUT_MS = 10_000;

/**
 * Makes SIGTERM and SIGINT drain this process: requests in flight finish, their connections serve nothing after them,
 * event streams close, so that browsers reconnect to another node, and messages that are being sent are sent. The process
 * exits with code 0, after `DRAIN_TIMEOUT_MS` at the latest.
 */
export function drainOnStop(): void {
  const unanswered = new Set<ServerResponse>();
  let stopping = false;

  subscribe("http.server.request.start", (message) => {
    const { response, server } = message as { response: ServerResponse; server: Server };
    unanswered.add(response);
    if (stopping) makeLast(response);
    response.once("close", () => {
      unanswered.delete(response);
      if (stopping) server.closeIdleConnections();
    });
  });

  function stop(signal: NodeJS.Signals): void {
    if (stopping) return;
    stopping = true;
    log().info({ signal }, "stopping");
    for (const response of unanswered) makeLast(response);
    closeStreams();
    const exit = process.exit.bind(process);
    const mailIsSent = stopOutbox().catch(() => undefined);
    // Next exits as soon as the last connection is closed, and with the signal's code, as if stopping were a failure.
    process.exit = (() => void mailIsSent.then(() => exit(0))) as unknown as typeof process.exit;
    setTimeout(() => exit(0), DRAIN_TIMEOUT_MS).unref();
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.prependListener(signal, stop);
}

/** Tells the client to send no more requests on this connection, if the headers are not sent yet. */
function makeLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}
