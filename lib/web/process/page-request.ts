/**
 * Prepares a request for a page before Next sees it: a nonce, the Content Security Policy that contains it, and a mark
 * where the middleware has something to do. Calling a middleware costs Next a fifth of the time that an empty page takes, so it
 * is called only where it is needed.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "@/lib/server/config";
import { cookieName } from "@/lib/session/cookie-names";
import { DEMO_PAGE_HEADER, demoPageFor } from "@/lib/session/demo/demo-page"; // demo:line
import { contentSecurityPolicy, newNonce } from "@/lib/web/request/content-security-policy";
import { type CookieConfig, cookieSite } from "@/lib/web/request/cookie-names";
import { frameAncestors } from "@/lib/web/request/frame-ancestors";
import { isGuarded } from "@/lib/web/request/guarded-prefixes";
import { MIDDLEWARE_HEADER, NONCE_HEADER } from "@/lib/web/request/internal-headers";
import { languageOfHeaders } from "@/lib/web/request/language";

/** The same paths as the matcher of `middleware.ts`: all but the API, static files and metadata. */
const PAGE = /^\/(?!api(?:\/|$)|_next\/static\/|_next\/image|icon\.svg$|\.well-known\/)/;

export type PageConfig = CookieConfig &
  Pick<Config, "demo"> & // demo:line
  Pick<Config, "development" | "trustedOrigins" | "identityProvider">;

/** Prepares a request for a page, whose target is a path already; does nothing to any other request. */
export function preparePageRequest(
  request: IncomingMessage,
  response: ServerResponse,
  config: PageConfig,
): void {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  if (!PAGE.test(path)) return;
  const nonce = newNonce();
  const ancestors = frameAncestors(path, config);
  const policy = contentSecurityPolicy(nonce, config, ancestors);
  // Next reads the nonce for its own scripts from the policy in the request.
  request.headers["content-security-policy"] = policy;
  request.headers[NONCE_HEADER] = nonce;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Cache-Control", "private, no-store");
  // No `Vary`: nothing keeps a page. A form may change the language, so its answer names none.
  const { cookie, "accept-language": accepted } = request.headers;
  if (isRead(request)) response.setHeader("Content-Language", languageOfHeaders(cookie, accepted));
  // It knows no list of origins: with it, no other site could frame the page.
  if (ancestors !== null) response.removeHeader("X-Frame-Options");
  if (needsMiddleware(request, path, config)) request.headers[MIDDLEWARE_HEADER] = "1";
  // demo:start
  const demoPage = demoPageFor(path, config);
  if (demoPage !== null) request.headers[DEMO_PAGE_HEADER] = demoPage;
  // demo:end
}

function isRead({ method }: Pick<IncomingMessage, "method">): boolean {
  return method === "GET" || method === "HEAD";
}

/**
 * The middleware refuses methods and forms, and redirects visitors who cannot be signed in. A request with a browser
 * cookie, a refresh cookie and no sign-out marker is left to the page's own guard, which reads the session.
 */
function needsMiddleware({ method, headers }: IncomingMessage, path: string, config: PageConfig): boolean {
  if (!isRead({ method })) return true;
  if (!isGuarded(path)) return false;
  const cookies = headers.cookie ?? "";
  const site = cookieSite(config);
  const isSent = (kind: "browser" | "refresh" | "left") => cookies.includes(cookieName(kind, site));
  return !isSent("browser") || !isSent("refresh") || isSent("left");
}
