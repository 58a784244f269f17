/**
 * Signing out from a plain form: the way that works without JavaScript, and before it has come to life.
 */
import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { config } from "@/lib/server/config";
import { isUnavailable } from "@/lib/server/unavailable";
import { loginAddress } from "@/lib/session/login-address";
import { leftCookies } from "@/lib/web/request/cookies";
import { isCrossSite } from "@/lib/web/request/cross-site";
import { readVisit, type Visit } from "@/lib/web/request/request-context";
import { leaveBrowser } from "@/lib/web/request/session-responses";
import { writeCookies } from "./form-cookies";

/**
 * Signs this browser out and goes to the login page; does not return. Another site's form signs nobody out. With the
 * database away a note says so beside the cookies: the session is not used any more, and ends on the next contact.
 */
export async function signOutFromForm(): Promise<never> {
  const requestHeaders = await headers();
  if (isCrossSite(requestHeaders, config().origin)) return redirect("/");
  await writeCookies(await leave(await readVisit(requestHeaders), requestHeaders));
  return redirect(loginAddress("signed_out", null));
}

async function leave(visit: Visit, requestHeaders: Headers) {
  try {
    return await leaveBrowser(visit);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return leftCookies(visit.credentials, requestHeaders.get("cookie"), config());
  }
}
