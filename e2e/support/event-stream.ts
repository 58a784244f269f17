import type { HttpBrowser } from "./http-browser";

/** The event stream of a session, as a page reads it. */
export interface EventStream {
  /** The node that serves it, when there is a proxy. */
  node: number;
  /** @returns the next event of this name; null when the stream ends before one */
  next(event: string): Promise<{ data: Record<string, unknown>; at: number } | null>;
  close(): void;
}

/** Opens the stream of a browser's session. */
export async function openEventStream(server: { url: string }, browser: HttpBrowser): Promise<EventStream> {
  const path = "/api/session/events";
  const line = new AbortController();
  const answer = await fetch(server.url + path, {
    headers: { Cookie: browser.jar.header(path) ?? "" },
    signal: line.signal,
  });
  if (!answer.body) throw new Error(`no stream: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";

  return {
    node: Number(answer.headers.get("x-internal-node")),
    async next(event) {
      for (;;) {
        const [message, ...rest] = text.split("\n\n");
        if (rest.length > 0) {
          text = rest.join("\n\n");
          if (message?.startsWith(`event: ${event}\n`)) {
            return { data: JSON.parse(message.split("\ndata: ")[1] ?? "{}"), at: performance.now() };
          }
          continue;
        }
        const { done, value } = await reader.read().catch(() => ({ done: true, value: "" }));
        if (done) return null;
        text += value;
      }
    },
    close: () => line.abort(),
  };
}
