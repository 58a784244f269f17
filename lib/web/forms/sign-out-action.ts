/**
 * Signing out from a plain form: the way that works without JavaScript, and before it has come to life.
 */
import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { config } from "@/lib/server/config";
import { isUnavailable } from "@/lib/server/unavailable";
import { loginUrlFor } from "@/lib/session/login-address";
import { pendingSignOutCookie } from "@/lib/web/request/cookies";
import { isCrossSite } from "@/lib/web/request/cross-site";
import { type RequestContext, readRequestContext } from "@/lib/web/request/request-context";
import { signOutBrowser } from "@/lib/web/request/session-responses";
import { writeCookies } from "./form-cookies";

/**
 * Signs this browser out and goes to the login page; does not return. Another site's form signs nobody out. With the
 * database away a note says so beside the cookies: the session is not used any more, and ends on the next contact.
 */
export async function signOutFromForm(): Promise<never> {
  const requestHeaders = await headers();
  if (isCrossSite(requestHeaders, config().origin)) return redirect("/");
  await writeCookies(await leave(await readRequestContext(requestHeaders), requestHeaders));
  return redirect(loginUrlFor("signed_out", null));
}

async function leave(visit: RequestContext, requestHeaders: Headers) {
  try {
    return await signOutBrowser(visit);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return pendingSignOutCookie(visit.credentials, requestHeaders.get("cookie"), config());
  }
}
