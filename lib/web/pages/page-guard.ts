/**
 * The middleware's part: an early, optimistic look at the cookies of a request for a guarded page, and refusals of methods
 * and forms. It never grants access, and runs only where the request hook asks for it (`lib/web/process/page-request.ts`).
 */
import { type NextRequest, NextResponse } from "next/server";
import { config } from "@/lib/server/config";
import { logRefusal } from "@/lib/server/log";
import { type Failure, fail } from "@/lib/session/failure";
import { loginUrl, safeReturnTo } from "@/lib/session/login-url";
import { COOKIES_BLOCKED, cameWithoutCookies } from "@/lib/web/request/blocked-cookies";
import { EMPTY_POLICY } from "@/lib/web/request/content-security-policy";
import { type Credentials, readCredentials, reasonWithoutToken } from "@/lib/web/request/credentials";
import { refuseCrossSite } from "@/lib/web/request/cross-site";
import { isGuarded } from "@/lib/web/request/guarded-prefixes";
import { languageOf } from "@/lib/web/request/language";
import { failureResponse } from "@/lib/web/request/responses";
import { crossSitePage } from "./cross-site-page";

const METHODS = ["GET", "HEAD", "POST", "OPTIONS"];
const ALLOW = { Allow: METHODS.join(", ") };

/** @returns the response to a request for a page: a redirect to the login page, a failure, or Next's own response. */
export async function guardPage(request: NextRequest): Promise<Response> {
  const failure = rejectForm(request);
  if (!failure) {
    const answer = await redirectToLogin(request);
    if (answer) return answer;
    return NextResponse.next();
  }
  logRefusal({ method: request.method, path: request.nextUrl.pathname, code: failure.code });
  const response =
    failure.code === "cross_site_request" && isPlainForm(request)
      ? crossSitePage(config().origin, languageOf(request.headers))
      : failureResponse(failure, failure.code === "method_not_allowed" ? ALLOW : {});
  // Instead of the page's, which the request hook has set.
  response.headers.set("Content-Security-Policy", EMPTY_POLICY);
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
  // session-lint-ignore request-origin: Next wants a whole address here, and takes the origin of the request off again
  const target = new URL(loginUrl(reason, safeReturnTo(pathname + search)), request.url);
  // session-lint-ignore unchecked-output: a path of ours by loginUrl, on the origin that Next takes off again
  return NextResponse.redirect(target, { headers: { "Cache-Control": "private, no-store" } });
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
