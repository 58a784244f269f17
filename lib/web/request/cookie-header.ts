/** What all our cookies are called, after `__Host-` on https. */
export const PREFIX = "latchkey_";

/**
 * Reads our cookies from a `Cookie` header (RFC 6265 §4.2.1).
 *
 * A name that comes twice with different values is left out: somebody else has set one of them, and which of the two
 * is ours cannot be told.
 *
 * Nothing around a name is taken off. To a browser `\u00a0__Host-x` has no prefix, so a sibling sub-domain may set it:
 * trimmed, it would be one of ours.
 *
 * @param header as it came; any string is fine
 */
export function readCookies(header: string | null): Map<string, string> {
  const found = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const pair of (header ?? "").split(/; ?/)) {
    const at = pair.indexOf("=");
    if (at < 0) continue;
    const name = pair.slice(0, at);
    const value = pair.slice(at + 1);
    if (!name.includes(PREFIX)) continue;
    if (found.has(name) && found.get(name) !== value) ambiguous.add(name);
    found.set(name, value);
  }
  for (const name of ambiguous) found.delete(name);
  return found;
}
