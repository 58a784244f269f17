/**
 * Reads our cookies from a `Cookie` header (RFC 6265 §4.2.1).
 *
 * A name that comes twice with different values is left out: one of them was set by another site under our domain,
 * and there is no telling which.
 *
 * White space around a name is kept. To a browser `\u00a0__Host-x` has no prefix, so a sibling sub-domain may set it;
 * trimmed, it would pass for one of ours.
 *
 * @param header the `Cookie` header as it came; any string is fine
 * @param prefix what the names of our cookies begin with, after `__Host-` or `__Secure-`
 */
export function readCookies(header: string | null, prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const pair of (header ?? "").split(/; ?/)) {
    const at = pair.indexOf("=");
    if (at < 0) continue;
    const name = pair.slice(0, at);
    const value = pair.slice(at + 1);
    if (!name.includes(prefix)) continue;
    if (found.has(name) && found.get(name) !== value) ambiguous.add(name);
    found.set(name, value);
  }
  for (const name of ambiguous) found.delete(name);
  return found;
}
