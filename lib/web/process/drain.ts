/**
 * Stopping without cutting anybody off. Next closes its listening socket at once, which is what tells a load balancer
 * to go elsewhere, and ends the process when the last connection is gone; this sees to it that they go.
 */
import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";
import { log } from "@/lib/server/log";
import { closeStreams } from "@/lib/server/session-events";

/** How long a stopping server waits for requests in flight, in milliseconds. */
const DRAIN_TIMEOUT_MS = 10_000;

/**
 * From now on SIGTERM and SIGINT let what is in flight finish, on connections that serve nothing after it, and close
 * the streams, whose listeners come back to another node. The process ends with code 0, after ten seconds at the latest.
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
    process.once("exit", () => {
      process.exitCode = 0; // to Next, whoever is told to stop has failed
    });
    setTimeout(() => process.exit(), DRAIN_TIMEOUT_MS).unref();
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.prependListener(signal, stop);
}

/** Tells the client not to send anything after this, where that can still be said. */
function makeLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}
