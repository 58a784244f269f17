/**
 * Whether a request that changes something was made by somebody else's page (OWASP ASVS 5.0, 3.5.1).
 *
 * Browsers say where a request comes from, and pages cannot forge it: `Sec-Fetch-Site` must be `same-origin` (a
 * sibling sub-domain is foreign), `Origin` must be ours (`null` is foreign). Who sends neither is no browser, and so
 * carries nobody's cookies by accident.
 */
export function isCrossSite(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  const from = headers.get("origin");
  return (site !== null && site !== "same-origin") || (from !== null && from !== origin);
}
