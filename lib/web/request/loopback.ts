import type { IncomingHttpHeaders } from "node:http";
import { canonicalIp } from "./client-ip";
import { LOOPBACK_HEADER } from "./internal-headers";

/** What a proxy adds to a request that it passes on. */
const PROXY_HEADERS = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
  "forwarded",
  "via",
];

/**
 * Whether a program on this machine asks directly. A proxy on this machine is such a program too, for everyone in the
 * world, so a request that a proxy has passed on does not count, whatever `TRUSTED_PROXIES` says.
 *
 * @param peer the socket's own address
 * @param headers as the client sent them: Next adds `X-Forwarded-*` of its own later
 */
export function isDirectLoopback(peer: string | undefined, headers: IncomingHttpHeaders): boolean {
  const address = canonicalIp(peer);
  const isLoopback = address === "::1" || address?.startsWith("127.") === true;
  return isLoopback && PROXY_HEADERS.every((name) => headers[name] === undefined);
}

/** The same for a handler: the request hook has looked at the socket. */
export function isFromThisMachine(headers: Headers): boolean {
  return headers.has(LOOPBACK_HEADER);
}
