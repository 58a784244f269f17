import type { Config } from "@/lib/server/config";
import { isSameSite } from "@/lib/server/cookie-domain";
import { warnOnce } from "@/lib/server/log";
import { type Failure, fail } from "@/lib/session/failure";
import { readCookies } from "./cookie-header";

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

/**
 * Refuses a request of another site's page. When the page was our own, opened under another name than `APP_URL`, the
 * operator is told once.
 *
 * @param origin our own origin
 * @returns `cross_site_request` with our origin; null for every other request
 */
export function refuseCrossSite(
  headers: Headers,
  { origin }: { origin: string },
): Failure<"cross_site_request"> | null {
  if (!isCrossSite(headers, origin)) return null;
  const from = headers.get("origin") ?? "";
  // session-lint-ignore request-origin: only to tell the operator of a wrong APP_URL; the request is refused either way
  if (URL.canParse(from) && new URL(from).host === headers.get("host"))
    warnOnce("A page was opened under another address than APP_URL, so its requests are refused", {
      openedAs: from,
      appUrl: origin,
    });
  return fail("cross_site_request", { origin });
}

/**
 * Whether another site's page sent a request to which the browser added none of our cookies. Such a request says nothing
 * about who is signed in: our cookies are `SameSite=Lax`, and a browser keeps them back there.
 *
 * @param config our own origin, and what the names of our cookies begin with
 */
export function isWithoutCookies(
  headers: Headers,
  { origin, cookiePrefix }: Pick<Config, "origin" | "cookiePrefix">,
): boolean {
  return isFromOtherSite(headers, origin) && readCookies(headers.get("cookie"), cookiePrefix).size === 0;
}

/** By `Sec-Fetch-Site`; older browsers send only `Origin`. */
function isFromOtherSite(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "cross-site";
  const from = headers.get("origin");
  return from !== null && !(URL.canParse(from) && isSameSite(from, origin));
}
