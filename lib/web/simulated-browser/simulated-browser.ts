/**
 * The part that the tests' two browsers share: it keeps the cookies and the access token that responses bring, and
 * builds the headers of the next request from them. `TestBrowser` sends its requests to the route handlers in the same
 * process, `HttpBrowser` sends them over a connection.
 */
import { CookieJar } from "./cookie-jar";

/** @typeParam ResponseHeaders in the shape the transport has them */
export interface BrowserResponse<ResponseHeaders> {
  status: number;
  headers: ResponseHeaders;
  setCookies: string[];
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test checks the shape of the body itself.
  json: any;
}

export interface SendOptions {
  /** Added to the browser's own headers; undefined removes one. */
  headers?: Record<string, string | undefined>;
  /** Another access token than the browser's own; null for none. */
  bearer?: string | null;
  /** The server processes the request, and its response is lost: neither cookies nor the access token change. */
  loseAnswer?: boolean;
}

/** A request with everything a browser adds to it. */
export interface OutgoingRequest {
  method: string;
  path: string;
  headers: Headers;
  /** Sent as JSON; undefined for none. */
  json: unknown;
}

/** A browser without pages: what it sends, a subclass carries to the server. */
export class SimulatedBrowser {
  accessToken: string | null = null;
  readonly jar: CookieJar;
  readonly #origin: () => string;
  readonly #ownHeaders: () => Record<string, string>;

  /**
   * @param origin of the pages this browser has open
   * @param ownHeaders sent with every request
   */
  constructor(origin: () => string, ownHeaders: () => Record<string, string>, jar = new CookieJar()) {
    this.#origin = origin;
    this.#ownHeaders = ownHeaders;
    this.jar = jar;
  }

  /**
   * Sends one request, and keeps the cookies and the access token of its response.
   *
   * @param transport delivers the request to the server
   */
  protected async exchange<ResponseHeaders>(
    request: { method: string; path: string; json: unknown },
    options: SendOptions,
    transport: (request: OutgoingRequest) => Promise<BrowserResponse<ResponseHeaders>>,
  ): Promise<BrowserResponse<ResponseHeaders>> {
    const response = await transport({ ...request, headers: this.#headers(request, options) });
    if (!options.loseAnswer) this.keep(response);
    return response;
  }

  protected keep({ setCookies, json }: Pick<BrowserResponse<unknown>, "setCookies" | "json">): void {
    this.jar.apply(setCookies);
    if (typeof json?.accessToken === "string") this.accessToken = json.accessToken;
  }

  #headers({ method, path, json }: Omit<OutgoingRequest, "headers">, { headers, bearer }: SendOptions) {
    const token = bearer === undefined ? this.accessToken : bearer;
    const all = new Headers(this.#ownHeaders());
    if (method !== "GET") all.set("Origin", this.#origin());
    if (json !== undefined) all.set("Content-Type", "application/json");
    if (token) all.set("Authorization", `Bearer ${token}`);
    const cookies = this.jar.header(new URL(path, this.#origin()).pathname);
    if (cookies) all.set("Cookie", cookies);
    for (const [name, value] of Object.entries(headers ?? {})) {
      if (value === undefined) all.delete(name);
      else all.set(name, value);
    }
    return all;
  }
}
