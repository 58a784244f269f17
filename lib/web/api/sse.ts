/**
 * A session's events as `text/event-stream` (WHATWG HTML, "Server-sent events").
 */
import type { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import { openStream } from "@/lib/server/sessions/session-events";
import { type Failure, isFailure } from "@/lib/session/failure";
import { refuseCrossSite } from "@/lib/web/request/cross-site";

/** Each browser reconnects after its own random time, so that they do not all reconnect at once after a restart. */
const MIN_RETRY_MS = 1000;
const RETRY_SPREAD_MS = 3000;

/** A listener that leaves this many messages unread is disconnected, because they take up memory. */
const MAX_BACKLOG = 256;

/**
 * Opens a session's event stream.
 *
 * @param presented the refresh token; it is only read, never rotated
 * @returns the open response; or `cross_site_request`, `not_authenticated`, `rate_limited` when the session has too
 *   many streams, `unavailable` while the server stops
 */
export async function eventStream(presented: string, request: NextRequest): Promise<Response | Failure> {
  const foreign = refuseCrossSite(request.headers, config());
  if (foreign) return foreign;

  let disconnect = () => {};
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start: (created) => {
      controller = created;
    },
    cancel: () => disconnect(),
  });
  const encoder = new TextEncoder();
  function write(text: string): void {
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) < -MAX_BACKLOG) disconnect();
  }

  write(`retry: ${Math.round(MIN_RETRY_MS + Math.random() * RETRY_SPREAD_MS)}\n\n`);
  const close = await openStream(presented, {
    send: ({ event, data }) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    sendHeartbeat: () => write(":\n\n"),
    close: () => closeQuietly(controller),
  });
  if (isFailure(close)) return close;
  disconnect = close;
  request.signal.addEventListener("abort", close, { once: true });
  if (request.signal.aborted) close(); // while it was opening: the listener above is not called any more
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // A proxy that compresses or buffers would hold back events that have to arrive at once.
      "Cache-Control": "private, no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

/** Closes the stream; a client that disconnected has closed it already, which makes `close` throw. */
function closeQuietly(controller: ReadableStreamDefaultController): void {
  try {
    controller.close();
  } catch {}
}
