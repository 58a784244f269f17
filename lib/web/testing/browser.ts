/**
 * An in-process browser: calls the route handlers directly, and keeps the cookies they set and the access token they
 * return.
 */
import { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import type { Grant } from "@/lib/server/grant";
import { requester } from "@/lib/server/testing/installation";
import { PEER_HEADER } from "@/lib/web/request/internal-headers";
import { readRequestContext } from "@/lib/web/request/request-context";
import { signInResponse } from "@/lib/web/request/session-responses";

type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string | string[]> | undefined> },
) => Promise<Response>;
/** A route module, or the part of it that is called. */
export type Route = Partial<Record<string, Handler>>;

export interface TestResponse {
  status: number;
  headers: Headers;
  setCookies: string[];
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test checks the shape of the body itself.
  json: any;
}

export interface Sending {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent unchanged. */
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  /** Added to the browser's own headers; null removes one. */
  headers?: Record<string, string | null>;
  /** The path's `[id]`, as Next passes it. */
  id?: string;
  /** The server processes the request, and its response is lost. */
  loseAnswer?: boolean;
}

export class TestBrowser {
  readonly jar = new Map<string, string>();
  accessToken: string | null = null;

  get(route: Route, path: string, sending?: Sending): Promise<TestResponse> {
    return this.send(route, "GET", path, sending);
  }

  post(route: Route, path: string, json?: unknown, sending?: Sending): Promise<TestResponse> {
    return this.send(route, "POST", path, { json, ...sending });
  }

  async send(route: Route, method: string, path: string, sending: Sending = {}): Promise<TestResponse> {
    const request = this.#request(method, path, sending);
    const params = Promise.resolve(sending.id === undefined ? undefined : { id: sending.id });
    const handler = route[method];
    if (!handler) throw new Error(`no handler for ${method}`);
    const answer = await readAnswer(await handler(request, { params }));
    if (!sending.loseAnswer) this.#keep(answer);
    return answer;
  }

  /** Keeps the cookies and the access token of a grant, as after a sign-in. */
  async enter(grant: Grant): Promise<void> {
    const visit = await readRequestContext({ headers: new Headers({ cookie: this.cookieHeader() }) });
    const from = { ...visit.client, browserId: grant.session.browserId };
    this.#keep(await readAnswer(await signInResponse(grant, { ...visit, client: from }, 200)));
  }

  cookieHeader(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** The refresh cookies in the jar: name and token. */
  refreshCookies(): [string, string][] {
    return [...this.jar].filter(([name]) => name.includes("latchkey_refresh."));
  }

  /** Another browser with a copy of everything this one holds. */
  copy(): TestBrowser {
    const copy = new TestBrowser();
    for (const [name, value] of this.jar) copy.jar.set(name, value);
    copy.accessToken = this.accessToken;
    return copy;
  }

  #request(method: string, path: string, { json, body, headers: more = {} }: Sending): NextRequest {
    const payload = body ?? (json === undefined ? null : JSON.stringify(json));
    const headers = new Headers({ [PEER_HEADER]: requester().device.ipAddress ?? "" });
    if (payload !== null) headers.set("content-type", "application/json");
    if (method !== "GET") headers.set("origin", config().origin);
    if (this.jar.size > 0) headers.set("cookie", this.cookieHeader());
    if (this.accessToken) headers.set("authorization", `Bearer ${this.accessToken}`);
    for (const [name, value] of Object.entries(more)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const init = { method, headers, ...(payload === null ? {} : { body: payload, duplex: "half" }) };
    return new NextRequest(
      new URL(path, config().origin),
      init as ConstructorParameters<typeof NextRequest>[1],
    );
  }

  #keep({ setCookies, json }: TestResponse): void {
    for (const line of setCookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/; Max-Age=0(?:;|$)/i.test(line)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    if (typeof json?.accessToken === "string") this.accessToken = json.accessToken;
  }
}

async function readAnswer(response: Response): Promise<TestResponse> {
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
