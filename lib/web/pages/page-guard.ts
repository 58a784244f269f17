/**
 * The middleware's part: an early, optimistic look at the cookies of a request for a guarded page, and the Content
 * Security Policy of every page. It never decides who may see what.
 */
import { type NextRequest, NextResponse } from "next/server";
import { config } from "@/lib/server/config";
import { type Failure, fail } from "@/lib/session/failure";
import { loginUrl, safeReturnTo } from "@/lib/session/login-url";
import { type Credentials, readCredentials, reasonWithoutToken } from "@/lib/web/request/credentials";
import { isCrossSite } from "@/lib/web/request/cross-site";
import { NONCE_HEADER } from "@/lib/web/request/internal-headers";
import { failureResponse } from "@/lib/web/request/responses";
import { contentSecurityPolicy, newNonce } from "./content-security-policy";
import { isGuarded } from "./guarded-prefixes";

const METHODS = ["GET", "HEAD", "POST", "OPTIONS"];
const ALLOW = { Allow: METHODS.join(", ") };
const MAX_FORM_BYTES = 64 * 1024;

/** @returns the response to a request for a page: a redirect to the login page, a failure, or Next's own response. */
export async function guardPage(request: NextRequest): Promise<Response> {
  const failure = rejectForm(request);
  if (failure) return failureResponse(failure, failure.code === "method_not_allowed" ? ALLOW : {});
  const nonce = newNonce();
  const policy = contentSecurityPolicy(nonce, config());
  const response = (await redirectToLogin(request)) ?? continueWithNonce(request, nonce, policy);
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

/** What a form action would refuse as well, or Next would answer with a 500, gets the status that fits. */
function rejectForm({ method, headers }: NextRequest): Failure | null {
  if (!METHODS.includes(method)) return fail("method_not_allowed");
  if (method !== "POST") return null;
  if (isCrossSite(headers, config().origin)) return fail("cross_site_request");
  return Number(headers.get("content-length")) > MAX_FORM_BYTES ? fail("payload_too_large") : null;
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
  return NextResponse.redirect(
    new URL(loginUrl(denial.reason, safeReturnTo(pathname + search)), request.url),
  );
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
