/**
 * The middleware's part: an early, optimistic look at the cookies of a request for a guarded page, and the Content
 * Security Policy of every page. It never grants access.
 */
import { type NextRequest, NextResponse } from "next/server";
import { config } from "@/lib/server/config";
import { logRefusal } from "@/lib/server/log";
import { type Failure, fail } from "@/lib/session/failure";
import { loginUrl, safeReturnTo } from "@/lib/session/login-url";
import { COOKIES_BLOCKED, cameWithoutCookies } from "@/lib/web/request/blocked-cookies";
import { type Credentials, readCredentials, reasonWithoutToken } from "@/lib/web/request/credentials";
import { refuseCrossSite } from "@/lib/web/request/cross-site";
import { NONCE_HEADER } from "@/lib/web/request/internal-headers";
import { failureResponse } from "@/lib/web/request/responses";
import { contentSecurityPolicy, newNonce } from "./content-security-policy";
import { crossSitePage } from "./cross-site-page";
import { isGuarded } from "./guarded-prefixes";

const METHODS = ["GET", "HEAD", "POST", "OPTIONS"];
const ALLOW = { Allow: METHODS.join(", ") };

/** @returns the response to a request for a page: a redirect to the login page, a failure, or Next's own response. */
export async function guardPage(request: NextRequest): Promise<Response> {
  const failure = rejectForm(request);
  if (failure) logRefusal({ method: request.method, path: request.nextUrl.pathname, code: failure.code });
  if (failure?.code === "cross_site_request" && isPlainForm(request)) return crossSitePage(config().origin);
  if (failure) return failureResponse(failure, failure.code === "method_not_allowed" ? ALLOW : {});
  const nonce = newNonce();
  const policy = contentSecurityPolicy(nonce, config());
  const response = (await redirectToLogin(request)) ?? continueWithNonce(request, nonce, policy);
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

/**
 * Refuses, with a fitting status, requests that a form action would refuse too or that Next would answer with a 500.
 */
function rejectForm({ method, headers }: NextRequest): Failure | null {
  if (!METHODS.includes(method)) return fail("method_not_allowed");
  return method === "POST" ? refuseCrossSite(headers, config()) : null;
}

/** Whether a browser sends the form itself and shows the response as a page. */
function isPlainForm({ headers }: NextRequest): boolean {
  return !headers.has("next-action") && (headers.get("accept") ?? "").includes("text/html");
}

/** Next reads the nonce for its own scripts from the policy in the request. */
function continueWithNonce(request: NextRequest, nonce: string, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(NONCE_HEADER, nonce);
  return NextResponse.next({ request: { headers } });
}

async function redirectToLogin(request: NextRequest): Promise<NextResponse | null> {
  const { pathname, search } = request.nextUrl;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead || !isGuarded(pathname)) return null;
  const now = Date.now();
  const credentials = await readCredentials(request.headers.get("cookie"), config(), now);
  const denial = optimisticDenial(credentials, now);
  if (!denial) return null;
  logRefusal({ method: request.method, path: pathname, code: "not_authenticated" });
  const reason = cameWithoutCookies(request.headers, config().origin) ? COOKIES_BLOCKED : denial.reason;
  return NextResponse.redirect(new URL(loginUrl(reason, safeReturnTo(pathname + search)), request.url));
}

/**
 * @param now milliseconds since the epoch
 * @returns null when the cookies may be good; else the reason for the login page, if there is one
 */
function optimisticDenial(credentials: Credentials, now: number): { reason: string | null } | null {
  const { active, refresh, pendingSignOut } = credentials;
  if (!pendingSignOut && active && active.absoluteExpiresAt <= now) return { reason: "absolute" };
  return refresh ? null : { reason: reasonWithoutToken(credentials) };
}
