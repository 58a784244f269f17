/** The domains under which a browser keeps cookies for a host, by the Public Suffix List. */
import { getDomain } from "tldts";

/**
 * The domains that a cookie of a host may name in its `Domain` attribute (RFC 6265bis §5.7): the host itself and its
 * parents, but no public suffix such as `co.uk` or `github.io`, under which strangers have their sites.
 *
 * @param hostname lower case, without a port
 * @returns the longest first; empty for an address and for a single label
 */
export function cookieDomains(hostname: string): string[] {
  const registered = getDomain(hostname, { allowPrivateDomains: true });
  if (registered === null) return [];
  const labels = hostname.split(".");
  const count = labels.length - registered.split(".").length + 1;
  return Array.from({ length: count }, (_, index) => labels.slice(index).join("."));
}

/**
 * Whether two origins are one site to a browser: the same scheme, and hosts under one registered domain. Cookies with
 * `SameSite=Lax` go along in requests and frames within a site.
 *
 * @param one an origin, like the other
 */
export function isSameSite(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  if (a.protocol !== b.protocol) return false;
  const registered = getDomain(a.hostname, { allowPrivateDomains: true });
  return (
    a.hostname === b.hostname || (registered !== null && cookieDomains(b.hostname).at(-1) === registered)
  );
}
