/** A simulated browser whose requests go to the route handlers in the same process, without a connection. */
import { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import type { Grant } from "@/lib/server/sessions/grant";
import { DEFAULT_COOKIE_PREFIX } from "@/lib/session/cookie-names";
import { readRequestContext } from "@/lib/web/request/request-context";
import { signInResponse } from "@/lib/web/request/session-responses";
import type { CookieJar } from "./cookie-jar";
import {
  type BrowserResponse,
  type OutgoingRequest,
  type SendOptions,
  SimulatedBrowser,
} from "./simulated-browser";

type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string | string[]> | undefined> },
) => Promise<Response>;
/** A route module, or the part of it that is called. */
export type Route = Partial<Record<string, Handler>>;

export type HandlerResponse = BrowserResponse<Headers>;

export interface RouteOptions extends SendOptions {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent unchanged, as `application/json` unless `headers` says otherwise. */
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  /** The path's `[id]`, and others of its parameters, as Next passes them. */
  id?: string;
  sessionId?: string;
  params?: Record<string, string>;
}

/** A browser over the route handlers. It keeps the cookies and the access token that responses bring. */
export class HandlerBrowser extends SimulatedBrowser {
  /** @param ownHeaders sent with every request */
  constructor(ownHeaders: () => Record<string, string>, jar?: CookieJar) {
    super(() => config().origin, ownHeaders, jar);
  }

  get(route: Route, path: string, options?: RouteOptions): Promise<HandlerResponse> {
    return this.send(route, "GET", path, options);
  }

  post(route: Route, path: string, json?: unknown, options?: RouteOptions): Promise<HandlerResponse> {
    return this.send(route, "POST", path, { json, ...options });
  }

  send(route: Route, method: string, path: string, options: RouteOptions = {}): Promise<HandlerResponse> {
    const handler = route[method];
    if (!handler) throw new Error(`no handler for ${method}`);
    const { json, body, id, sessionId, headers, params: others } = options;
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const params = Promise.resolve(
      id === undefined ? undefined : { id, ...(sessionId === undefined ? {} : { sessionId }), ...others },
    );
    return this.exchange(
      { method, path, json },
      { ...options, headers: { ...type, ...headers } },
      async (outgoing) => {
        const request = toNextRequest(outgoing, body);
        this.prepare(request);
        return readResponse(await handler(request, { params }));
      },
    );
  }

  /** Called with each request before it is handled. */
  protected prepare(_request: NextRequest): void {}

  /** Keeps the cookies and the access token of a grant, as after a sign-in. */
  async signInWith(grant: Grant): Promise<void> {
    const context = await readRequestContext({ headers: new Headers({ cookie: this.cookieHeader() }) });
    const client = { ...context.client, browserId: grant.session.browserId };
    this.keep(await readResponse(await signInResponse(grant, { ...context, client }, 200)));
  }

  /** The `Cookie` header of a request to any path. */
  cookieHeader(): string {
    return this.jar.header("/") ?? "";
  }

  /** The refresh cookies in the jar: name and token. */
  refreshCookies(): [string, string][] {
    return this.jar
      .list()
      .filter(({ name }) => name.includes(`${DEFAULT_COOKIE_PREFIX}refresh.`))
      .map(({ name, value }) => [name, value]);
  }
}

function toNextRequest({ method, path, headers, json }: OutgoingRequest, body: RouteOptions["body"]) {
  const payload = body ?? (json === undefined ? null : JSON.stringify(json));
  const init = { method, headers, ...(payload === null ? {} : { body: payload, duplex: "half" }) };
  return new NextRequest(
    new URL(path, config().origin),
    init as ConstructorParameters<typeof NextRequest>[1],
  );
}

async function readResponse(response: Response): Promise<HandlerResponse> {
  const text = await response.text();
  const { status, headers } = response;
  const isJson = headers.get("content-type")?.startsWith("application/json") && text !== "";
  return {
    status,
    headers,
    setCookies: headers.getSetCookie(),
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}
