/**
 * Watches the calls of this page from outside: it stands in for `fetch` and `Request`, and passes everything on unchanged.
 * Of a call it keeps the method, the path without its query, the status and the times; no header, body or token.
 */
import type { CallEvent } from "./call-log";

type CallEventInit = CallEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, "at">
    : never
  : never;

/** Begins to watch. There is no end: it lasts as long as the page. */
export function watchCalls(report: (event: CallEvent) => void): void {
  const { fetch: originalFetch, Request: OriginalRequest } = window;
  // A call is made once and sent as often as needed: each attempt is a clone of the first request.
  const ids = new WeakMap<Request, number>();
  let lastId = 0;
  const tell = (event: CallEventInit) => report({ ...event, at: performance.now() } as CallEvent);

  function begin(method: string, url: string): number {
    const { origin, pathname } = new URL(url, location.href);
    const id = ++lastId;
    if (origin === location.origin) tell({ type: "made", id, method, path: pathname });
    return id;
  }

  window.Request = class extends OriginalRequest {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(input, init);
      ids.set(this, begin(this.method, this.url));
    }
    override clone(): Request {
      const copy = super.clone();
      const id = ids.get(this);
      if (id !== undefined) ids.set(copy, id);
      return copy;
    }
  };

  window.fetch = async (input, init) => {
    const known = input instanceof OriginalRequest ? ids.get(input) : undefined;
    const id =
      known ??
      (input instanceof OriginalRequest
        ? begin(init?.method ?? input.method, input.url)
        : begin((init?.method ?? "GET").toUpperCase(), String(input)));
    tell({ type: "sent", id });
    try {
      const response = await originalFetch(input, init);
      tell({ type: "answered", id, status: response.status });
      return response;
    } catch (thrown) {
      tell({ type: "failed", id });
      throw thrown;
    }
  };
}
