import type { FakeRequest } from "./fake-server";

export const ORIGIN = "https://latchkey.test";

/** As in a page: a relative address is the origin's. Node has no page, so its own `Request` refuses one. */
export class PageRequest extends Request {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(typeof input === "string" ? new URL(input, ORIGIN) : input, init);
  }
}

/** @returns what a test looks at of a request that `tab` sent */
export async function describeRequest(tab: number, request: Request): Promise<FakeRequest> {
  const text = await request.clone().text();
  const url = new URL(request.url);
  return {
    tab,
    method: request.method,
    path: url.origin === ORIGIN ? url.pathname + url.search : url.href,
    token: request.headers.get("Authorization")?.replace("Bearer ", "") ?? null,
    body: text ? JSON.parse(text) : undefined,
    key: request.headers.get("Idempotency-Key"),
    keepalive: request.keepalive,
  };
}
