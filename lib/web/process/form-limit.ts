/**
 * Bounds the bodies of requests for pages: form posts and server actions. Next would read a body without a
 * `Content-Length` up to its own limit, for as long as the client takes to send it. Each API route bounds its own
 * (`lib/web/api/body.ts`).
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { logRefusal } from "@/lib/server/log";
import { fail } from "@/lib/session/failure";
import { EMPTY_POLICY } from "@/lib/web/request/content-security-policy";
import { failureResponse } from "@/lib/web/request/responses";

/** Room for the longest note twice: a form posted without JavaScript also carries its last state. */
export const MAX_FORM_BYTES = 64 * 1024;
/** How long a form may take to arrive. */
export const FORM_TIMEOUT_MS = 10_000;
/**
 * For how long the server goes on reading after a refusal, and drops what it reads. If it closed at once, a client that is
 * still sending would see a reset connection instead of the response.
 */
const LINGER_MS = 1_000;

type Refusal = "payload_too_large" | "request_timeout";

/** Makes a server handle a request for a page only when its body is complete; 413 and 408 are answered here. */
export function limitForms(server: Server): void {
  const emit = server.emit.bind(server);
  server.emit = (event: string, ...args: unknown[]) => {
    const [request, response] = args as [IncomingMessage, ServerResponse];
    if (event !== "request" || !hasBody(request) || isApi(request)) return emit(event, ...args);
    collectBody(
      request,
      () => emit(event, request, response),
      (code) => refuse(request, response, code),
    );
    return true;
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function isApi({ url = "" }: IncomingMessage): boolean {
  return /^\/api(?:[/?]|$)/.test(url);
}

/**
 * Keeps a body back until it is complete. Node hands each piece of a body, and null at its end, to `request.push`.
 *
 * @param onComplete called when the body can be read from `request`
 * @param onRefused called when it is too long or too slow; `onComplete` is not called then
 */
function collectBody(
  request: IncomingMessage,
  onComplete: () => void,
  onRefused: (code: Refusal) => void,
): void {
  const push = request.push.bind(request);
  const declared = Number(request.headers["content-length"] ?? 0);
  // One buffer, so that a body in pieces of one byte takes no more memory than any other.
  let body: Buffer | undefined;
  let size = 0;
  const timer = setTimeout(() => refuseWith("request_timeout"), FORM_TIMEOUT_MS);
  const stop = () => clearTimeout(timer);
  request.once("close", stop); // the client has gone

  function refuseWith(code: Refusal): void {
    stop();
    body = undefined;
    request.push = () => true;
    onRefused(code);
  }

  request.push = (chunk: Buffer | null) => {
    if (chunk && size + chunk.length > MAX_FORM_BYTES) refuseWith("payload_too_large");
    else if (chunk) {
      body ??= Buffer.alloc(declared || MAX_FORM_BYTES);
      size += chunk.copy(body, size);
    } else {
      stop();
      request.push = push;
      if (body) push(body.subarray(0, size));
      push(null);
      onComplete();
    }
    return true;
  };
  if (declared > MAX_FORM_BYTES) refuseWith("payload_too_large");
}

async function refuse(request: IncomingMessage, response: ServerResponse, code: Refusal): Promise<void> {
  const { method = "", url = "" } = request;
  logRefusal({ method, path: url.split("?", 1).join(), code });
  const refusal = failureResponse(fail(code), { Connection: "close" });
  const body = Buffer.from(await refusal.arrayBuffer());
  response.writeHead(refusal.status, {
    ...Object.fromEntries(refusal.headers),
    // Instead of the page's, which the request hook has set.
    "Content-Security-Policy": EMPTY_POLICY,
    "Content-Length": body.length,
  });
  // The response is complete for the client, which may close; the server closes with `end`.
  response.write(body);
  const timer = setTimeout(() => response.end(), LINGER_MS);
  response.once("close", () => clearTimeout(timer));
}
