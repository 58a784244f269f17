/**
 * Whether a request that changes something was made by another site's page (OWASP ASVS 5.0, 3.5.1).
 *
 * Browsers say where a request comes from, and pages cannot forge it: `Sec-Fetch-Site` must be `same-origin` (a
 * sibling sub-domain is foreign), `Origin` must be ours (`null` is foreign). A caller that sends neither is not a
 * browser, so it cannot have been made to send a user's cookies.
 *
 * @param origin our own origin
 */
export function isCrossSite(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  const from = headers.get("origin");
  return (site !== null && site !== "same-origin") || (from !== null && from !== origin);
}
