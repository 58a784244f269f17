import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { CookieJar } from "@/lib/web/simulated-browser/cookie-jar";
import {
  type BrowserResponse,
  type OutgoingRequest,
  type SendOptions,
  SimulatedBrowser,
} from "@/lib/web/simulated-browser/simulated-browser";
import { misfit } from "@/lib/web/testing/described-response";

const DESKTOP_CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const TIMEOUT_MS = 30_000;

export type HttpResponse = BrowserResponse<IncomingHttpHeaders>;

export interface RequestOptions extends SendOptions {
  /** Sent unchanged, instead of JSON. */
  body?: string | Buffer;
  /** Closes the connection so many milliseconds after the request was sent: it fails as in a lost network. */
  cutAfterMs?: number;
}

/** Where a browser connects, and the origin its page would have there. */
interface Server {
  url: string;
  origin: string;
  /** Of an earlier commit: its answers are not held to the description of today's API. */
  olderApi?: boolean;
}

/**
 * A simulated browser whose requests go over a real connection, with the headers that a page of the app would send. It
 * does not follow redirects.
 */
export class HttpBrowser extends SimulatedBrowser {
  readonly #server: Server;
  readonly #userAgent: string;
  readonly #agent = new Agent({ keepAlive: false });

  constructor(server: Server, { jar = new CookieJar(), userAgent = DESKTOP_CHROME } = {}) {
    super(
      () => server.origin,
      () => ({
        Accept: "application/json",
        "User-Agent": userAgent,
        "Sec-Fetch-Dest": "empty",
        "Sec-Fetch-Mode": "cors",
        "Sec-Fetch-Site": "same-origin",
      }),
      jar,
    );
    this.#server = server;
    this.#userAgent = userAgent;
  }

  get(path: string, options?: RequestOptions): Promise<HttpResponse> {
    return this.send("GET", path, undefined, options);
  }

  post(path: string, json?: unknown, options?: RequestOptions): Promise<HttpResponse> {
    return this.send("POST", path, json, options);
  }

  patch(path: string, json?: unknown, options?: RequestOptions): Promise<HttpResponse> {
    return this.send("PATCH", path, json, options);
  }

  delete(path: string, options?: RequestOptions): Promise<HttpResponse> {
    return this.send("DELETE", path, undefined, options);
  }

  /** Opens a page as the address bar does. */
  visit(path: string, { headers, ...options }: RequestOptions = {}): Promise<HttpResponse> {
    const navigation = {
      Accept: "text/html",
      "Sec-Fetch-Dest": "document",
      "Sec-Fetch-Mode": "navigate",
      "Sec-Fetch-Site": "none",
      "Sec-Fetch-User": "?1",
      Origin: undefined,
    };
    return this.send("GET", path, undefined, {
      bearer: null,
      ...options,
      headers: { ...navigation, ...headers },
    });
  }

  /** Another tab: the same cookies, an access token of its own. */
  openTab(): HttpBrowser {
    return this.#copy(this.jar, this.#server);
  }

  /** Another tab whose requests go to another node, which the page does not know. */
  via({ url }: { url: string }): HttpBrowser {
    return this.#copy(this.jar, { ...this.#server, url });
  }

  /** @returns a thief's browser: a copy of all cookies and of the access token, used separately from now on */
  steal(): HttpBrowser {
    return this.#copy(this.jar.copy(), this.#server);
  }

  send(method: string, path: string, json?: unknown, options: RequestOptions = {}): Promise<HttpResponse> {
    return this.exchange({ method, path, json }, options, (outgoing) => this.#overHttp(outgoing, options));
  }

  #copy(jar: CookieJar, server: Server): HttpBrowser {
    const browser = new HttpBrowser(server, { jar, userAgent: this.#userAgent });
    browser.accessToken = this.accessToken;
    return browser;
  }

  #overHttp({ method, path, headers, json }: OutgoingRequest, { body, cutAfterMs }: RequestOptions) {
    const { hostname, port } = new URL(this.#server.url);
    return new Promise<HttpResponse>((resolve, reject) => {
      const sent = request({
        hostname,
        port,
        method,
        path,
        headers: Object.fromEntries(headers),
        agent: this.#agent,
        timeout: TIMEOUT_MS,
      });
      sent.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const { statusCode: status = 0, headers } = response;
          const json = parseOrNull(text);
          // The cluster's proxy answers for a node that it cannot reach, and Node.js to too many headers: without a body.
          const isOfServer = [431, 502, 503].includes(status) && text === "";
          const isUndescribed = isOfServer || this.#server.olderApi === true;
          const contentType = headers["content-type"];
          const wrong = isUndescribed ? null : misfit({ method, path, status, contentType, json });
          if (wrong !== null) return reject(new Error(`Not as the description of the API says: ${wrong}`));
          resolve({ status, headers, setCookies: headers["set-cookie"] ?? [], text, json });
        });
      });
      sent.on("timeout", () => sent.destroy(new Error(`${method} ${path}: no answer in ${TIMEOUT_MS} ms`)));
      sent.on("error", reject);
      if (cutAfterMs !== undefined) {
        const cut = () => sent.destroy(new Error("aborted: the connection was cut"));
        sent.on("finish", () => setTimeout(cut, cutAfterMs));
      }
      sent.end(body ?? (json === undefined ? undefined : JSON.stringify(json)));
    });
  }
}

/**
 * Writes bytes that no client library would write.
 * @returns all that came back until the server closed the connection or was silent for two seconds
 */
export function sendRaw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "localhost", () => socket.write(bytes));
    socket.setTimeout(2000, () => socket.destroy());
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", (error) => (chunks.length > 0 ? socket.destroy() : reject(error)));
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
  });
}

/** @returns whether a request failed because the server was unreachable or closed the connection */
export function isConnectionError(error: unknown): boolean {
  return /ECONNRESET|ECONNREFUSED|EPIPE|socket hang up|aborted/.test(String(error));
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @returns whether a node, or the proxy in front of it, answered that it is unavailable at the moment */
export function isUnavailable({ status }: HttpResponse): boolean {
  return status === 502 || status === 503 || status === 504;
}
