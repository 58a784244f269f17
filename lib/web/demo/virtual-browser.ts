/**
 * A browser that exists on the server: it keeps the cookies, and a page that shows it gets everything else. Requests go
 * to the route handlers in this process, so nothing that a visitor sends decides where a connection is made to.
 */
import { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import { cookieName } from "@/lib/session/cookie-names";
import { SANDBOX_EPOCH_HEADER } from "@/lib/session/demo/sandbox-user";
import { cookieSite } from "@/lib/web/request/cookie-names";
import { PEER_HEADER } from "@/lib/web/request/internal-headers";
import { CookieJar } from "@/lib/web/simulated-browser/cookie-jar";

/** What a page may set on a request of its own. A browser sets the others, the cookies among them. */
const FROM_PAGE = ["accept", "authorization", "content-type", "idempotency-key", "last-event-id"];
/** Where the visitor is: the device is where its visitor is. */
const FROM_VISITOR = [PEER_HEADER, "x-forwarded-for"];
/** What a page sees of an answer. Cookies and their registration stay here. */
const TO_PAGE = ["content-type", "cache-control", "retry-after", "x-accel-buffering"];

export interface SentRequest {
  method: string;
  /** The headers of the visitor's request: those that a page sets, and where it comes from. */
  headers: Headers;
  body?: ReadableStream<Uint8Array> | string | null;
  signal?: AbortSignal;
}

/** One browser of a visitor, with cookies of its own. */
export class VirtualBrowser {
  readonly jar = new CookieJar();
  readonly #ownHeaders: Record<string, string>;

  /** @param ownHeaders what this browser says of itself, as its User-Agent */
  constructor(ownHeaders: Record<string, string>) {
    this.#ownHeaders = ownHeaders;
  }

  /** The value of the one cookie that pages may read; empty without it. */
  get epoch(): string {
    return this.jar.find(cookieName("epoch", cookieSite(config())))?.value ?? "";
  }

  /** @returns the headers of a request to a path, as this browser sends them for one of our pages */
  headersFor(path: string, { method, headers }: Pick<SentRequest, "method" | "headers">): Headers {
    const { origin } = config();
    const sent = new Headers(this.#ownHeaders);
    for (const name of [...FROM_PAGE, ...FROM_VISITOR]) {
      const value = headers.get(name);
      if (value !== null) sent.set(name, value);
    }
    sent.set("sec-fetch-site", "same-origin");
    sent.set("sec-fetch-mode", "cors");
    sent.set("sec-fetch-dest", "empty");
    if (method !== "GET" && method !== "HEAD") sent.set("origin", origin);
    const cookies = this.jar.header(path.split("?", 1)[0] ?? path);
    if (cookies !== null) sent.set("cookie", cookies);
    return sent;
  }

  /**
   * Sends a request, and keeps the cookies of its answer.
   *
   * @param path path and query, of this app
   * @param deliver runs the request
   * @returns the answer without its cookies
   */
  async send(
    path: string,
    sent: SentRequest,
    deliver: (request: NextRequest) => Promise<Response>,
  ): Promise<Response> {
    const { method, body = null, signal } = sent;
    const request = new NextRequest(new URL(path, config().origin), {
      method,
      headers: this.headersFor(path, sent),
      ...(signal && { signal }),
      ...(body !== null && { body, duplex: "half" }),
    } as ConstructorParameters<typeof NextRequest>[1]);
    return this.receive(await deliver(request));
  }

  /** Keeps the cookies of an answer. @returns the answer without them */
  receive(response: Response): Response {
    this.jar.apply(response.headers.getSetCookie());
    const headers = new Headers({ [SANDBOX_EPOCH_HEADER]: this.epoch });
    for (const name of TO_PAGE) {
      const value = response.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    return new Response(response.body, { status: response.status, headers });
  }
}
