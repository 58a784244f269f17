import { isIP } from "node:net";

/** Carries the socket's own address from the request hook to handlers; whatever a client sends under it is dropped. */
export const PEER_HEADER = "x-latchkey-peer";

/**
 * The address a request comes from.
 *
 * Each trusted proxy appends the address it sees to `X-Forwarded-For`; with `trustedProxies` of them, the entry that
 * far from the end is the client. Everything left of it is whatever the client made up.
 *
 * @returns a normal IPv4 or IPv6 address, or null when none can be told
 */
export function clientIp(headers: Headers, trustedProxies: number): string | null {
  const peer = headers.get(PEER_HEADER);
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const told = trustedProxies > 0 ? (forwarded.at(-trustedProxies) ?? forwarded[0]) : peer;
  return normalAddress(told) ?? normalAddress(peer);
}

function normalAddress(address: string | null | undefined): string | null {
  const plain = (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "").split("%", 1)[0] ?? "";
  return isIP(plain) === 0 ? null : plain;
}
