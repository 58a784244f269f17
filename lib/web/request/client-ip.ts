import { type BlockList, isIP, SocketAddress } from "node:net";
import { PEER_HEADER } from "./internal-headers";

/**
 * Which proxies may say where a request comes from: the last so many in the chain, or those with these addresses.
 * 0 means none.
 */
export type TrustedProxies = number | BlockList;

/**
 * The IP address a request comes from.
 *
 * Each proxy appends the address it sees to `X-Forwarded-For`. Read from its end, the entries of trusted proxies are
 * skipped, and the first one after them is the client, which may have made up everything to the left of it.
 *
 * @returns an IPv4 or IPv6 address in its canonical form (RFC 5952), or null when there is none
 */
export function clientIp(headers: Headers, trusted: TrustedProxies): string | null {
  const peer = canonicalIp(headers.get(PEER_HEADER));
  if (trusted === 0) return peer;
  const forwarded = headers.get("x-forwarded-for");
  const chain = (forwarded ?? "").split(",").map(canonicalIp);
  if (typeof trusted !== "number") return behindKnownProxies(chain, peer, trusted);
  return (chain.length < trusted ? chain[0] : chain.at(-trusted)) ?? peer;
}

/** A peer that is not a trusted proxy is the client itself, regardless of its headers. */
function behindKnownProxies(
  chain: (string | null)[],
  peer: string | null,
  proxies: BlockList,
): string | null {
  let client = peer;
  for (const entry of chain.toReversed()) {
    if (!client || !proxies.check(client, isIP(client) === 6 ? "ipv6" : "ipv4") || !entry) return client;
    client = entry;
  }
  return client;
}

/**
 * Reads an address as proxies write it: plain, with a port (`192.0.2.1:5678`), in brackets with or without a port
 * (`[2001:db8::1]:5678`, RFC 7239 §6), quoted, with a zone, or as IPv4 in IPv6.
 *
 * @returns one form for each address, so that it counts as one for limits; null for anything else
 */
export function canonicalIp(value: string | null | undefined): string | null {
  // As most come, from the socket above all.
  const plain = value?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  if (isIP(plain) === 4) return plain;
  const text = value?.trim().replace(/^"(.*)"$/, "$1") ?? "";
  const [, bracketed] = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text) ?? [];
  const [, beforePort] = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(text) ?? [];
  const [address = ""] = (bracketed ?? beforePort ?? text).split("%", 1);
  if (isIP(address) === 6) {
    const { address: canonical } = new SocketAddress({ address, family: "ipv6" });
    return canonical.replace(/^::ffff:(?=\d+\.)/i, "");
  }
  return isIP(address) === 4 ? address : null;
}
