/**
 * A session's events as `text/event-stream` (WHATWG HTML, "Server-sent events").
 */
import type { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import { openStream } from "@/lib/server/session-events";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { isCrossSite } from "@/lib/web/request/cross-site";

/** Browsers come back after a time of their own, so that a restart is no stampede: from 1 s to 4 s. */
const RETRY = { least: 1000, spread: 3000 };

/** Who does not read this many messages is hung up on: what waits for them is memory. */
const MAX_BACKLOG = 256;

/**
 * Opens the stream of a session for one listener.
 *
 * @param presented the refresh token; it is only looked at, never rotated
 */
export async function eventStream(presented: string, request: NextRequest): Promise<Response | Failure> {
  if (isCrossSite(request.headers, config().origin)) return fail("cross_site_request");

  let hangUp = () => {};
  let line!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      line = controller;
    },
    cancel: () => hangUp(),
  });
  const encoder = new TextEncoder();
  function write(text: string): void {
    line.enqueue(encoder.encode(text));
    if ((line.desiredSize ?? 0) < -MAX_BACKLOG) hangUp();
  }

  write(`retry: ${Math.round(RETRY.least + Math.random() * RETRY.spread)}\n\n`);
  const close = await openStream(presented, {
    send: ({ event, data }) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => write(":\n\n"),
    close: () => endQuietly(line),
  });
  if (isFailure(close)) return close;
  hangUp = close;
  request.signal.addEventListener("abort", close, { once: true });
  if (request.signal.aborted) close(); // while it was opened, of which no listener is told any more
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // A proxy that compresses or buffers would hold back what has to arrive at once.
      "Cache-Control": "private, no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

/** Whoever has hung up has closed the line already. */
function endQuietly(line: ReadableStreamDefaultController): void {
  try {
    line.close();
  } catch {}
}
