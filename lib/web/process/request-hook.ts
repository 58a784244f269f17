/**
 * Handles every request before Next does, through Node's diagnostics channel: it adds the socket's address, drops
 * headers a client may not set, rewrites requests that Next would answer with a 500 or a page of its own, and prepares
 * those for pages.
 */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { type Config, isHostAlias, isSecure } from "@/lib/server/config";
import { DEMO_PAGE_HEADER } from "@/lib/session/demo/demo-page"; // demo:line
import { EMPTY_POLICY } from "@/lib/web/request/content-security-policy";
import {
  LOOPBACK_HEADER,
  MIDDLEWARE_HEADER,
  MOVED_HEADER,
  NONCE_HEADER,
  PEER_HEADER,
  REFUSED_METHOD_HEADER,
} from "@/lib/web/request/internal-headers";
import { isDirectLoopback } from "@/lib/web/request/loopback";
import { METHODS } from "@/lib/web/request/methods";
import { limitForms } from "./form-limit";
import { type PageConfig, preparePageRequest } from "./page-request";

const USUAL_METHODS: readonly string[] = METHODS;
const READ_METHODS = ["GET", "HEAD"];

/** On every response: pages, API, static files and errors alike. */
const HEADERS: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // Pages get their own, with a nonce (`page-request.ts`).
  "Content-Security-Policy": EMPTY_POLICY,
  // Lets the device list distinguish Windows 11 from 10, and name a phone.
  "Accept-CH": "Sec-CH-UA-Full-Version-List, Sec-CH-UA-Platform-Version, Sec-CH-UA-Model",
};

/** Two years, in seconds (OWASP ASVS 5.0, 3.4.1). */
const HSTS = "max-age=63072000; includeSubDomains";

type HookConfig = PageConfig & Pick<Config, "hostAliases">;

/** Installs the hook for this process. */
export function installRequestHook(config: HookConfig): void {
  const limited = new WeakSet<Server>();
  subscribe("net.server.socket", (message) => {
    const { server } = (message as { socket: { server?: Server } }).socket;
    // This server supports no upgrade, and Next never closes some connections that ask for one. Without a listener,
    // Node answers such a request like any other. In development, pages learn of changes by an upgrade.
    if (!config.development) server?.removeAllListeners("upgrade");
  });
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as {
      request: IncomingMessage;
      response: ServerResponse;
      server?: Server;
    };
    // Node publishes this message before it emits "request", so the limit holds for the server's first request already.
    // Not in development: Next's own tools post larger bodies there.
    if (server && !limited.has(server) && !config.development) {
      limited.add(server);
      limitForms(server);
    }
    setHeaders(response, isSecure(config));
    stripForgedHeaders(request);
    normalizeTarget(request);
    redirectAlias(request, config);
    avoidOwnAnswers(request);
    preparePageRequest(request, response, config);
    shareModule(request, response);
  });
}

/** Any site may load the module that watches a session: it holds no secret, and learns nothing by itself. */
function shareModule({ url }: IncomingMessage, response: ServerResponse): void {
  if (url?.split("?", 1)[0] !== "/embed.js") return;
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
}

function setHeaders(response: ServerResponse, secure: boolean): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  if (secure) response.setHeader("Strict-Transport-Security", HSTS);
}

/** Drops the headers a client may not set: its address, our policy, our nonce, our marks. */
function stripForgedHeaders({ headers, socket }: IncomingMessage): void {
  delete headers["content-security-policy"];
  delete headers["content-security-policy-report-only"];
  delete headers[NONCE_HEADER];
  delete headers[MIDDLEWARE_HEADER];
  delete headers[REFUSED_METHOD_HEADER];
  delete headers[MOVED_HEADER];
  delete headers[DEMO_PAGE_HEADER]; // demo:line
  delete headers[LOOPBACK_HEADER];
  headers[PEER_HEADER] = socket.remoteAddress ?? "";
  if (isDirectLoopback(socket.remoteAddress, headers)) headers[LOOPBACK_HEADER] = "1";
}

/** Rewrites a request that Next would answer with a 500 into one that has a route. */
function normalizeTarget(request: IncomingMessage): void {
  const method = request.method ?? "GET";
  if (!USUAL_METHODS.includes(method)) {
    refuseMethod(request, USUAL_METHODS);
  } else if (!isPath(request.url ?? "/")) {
    request.url = request.url?.startsWith("/api/") ? "/api/undecodable" : "/undecodable";
  }
}

/** The other forms of a request target (RFC 9112 §3.2) are for proxies or name no resource. */
function isPath(url: string): boolean {
  try {
    const [path = ""] = url.split("?", 1);
    // A query may hold anything: links from other sites carry values like "50%off".
    return path.startsWith("/") && !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/**
 * A page opened under another name of ours, `127.0.0.1` for `localhost`, is redirected to `APP_URL`: its forms would be
 * refused as those of another site. Here and not in the middleware, where Next takes all loopback names for one.
 */
function redirectAlias(request: IncomingMessage, config: Pick<Config, "origin" | "hostAliases">): void {
  const { method, headers, url = "/" } = request;
  const isPage = method === "GET" && !url.startsWith("/api/") && headers.accept?.includes("text/html");
  if (!isPage || !isHostAlias(headers.host, config)) return;
  headers[MOVED_HEADER] = url;
  request.url = "/api/moved";
}

/** Addresses that Next answers with a page or data of its own, without our layout and nonce. */
const RESERVED =
  /^\/(?:(?:_not-found|_global-error|_error|_app|_document|404|500)\/?$|_next\/(?:data\/|image))/;
/** Files that Next serves: its own, and those of `public`. */
const STATIC_FILE = /^\/(?:_next\/static\/|(?!api\/).*\.(?:js|webp)$)/;
/** What the spelling of such an address contains: the others are spared the parsing. */
const MAY_BE_EITHER = /_|%|\.|404|500/;

/**
 * Rewrites a request for an address that Next keeps for itself. Next reads an address as a browser does: it resolves dots and
 * cuts off a fragment before it looks for a page. For a file, Next answers 500 where it should answer 405, 412 or 416.
 */
function avoidOwnAnswers(request: IncomingMessage): void {
  const { url = "/", method = "GET", headers } = request;
  if (!MAY_BE_EITHER.test(url)) return;
  const path = decodeURIComponent(new URL(`http://localhost${url}`).pathname);
  if (RESERVED.test(path)) {
    request.url = "/not-found";
  } else if (STATIC_FILE.test(path)) {
    if (!READ_METHODS.includes(method)) refuseMethod(request, READ_METHODS);
    // The whole file answers each of them (RFC 9110, section 14.2).
    for (const name of ["range", "if-range", "if-match", "if-unmodified-since"]) delete headers[name];
  }
}

/** Sends a request to the route that answers 405. */
function refuseMethod(request: IncomingMessage, allowed: readonly string[]): void {
  request.headers[REFUSED_METHOD_HEADER] = allowed.join(", ");
  request.method = "OPTIONS";
  request.url = "/api/refused-method";
}
