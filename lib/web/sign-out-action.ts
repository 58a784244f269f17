/**
 * Signing out from a plain form: the way that works without JavaScript, and before it has come to life.
 */
import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { config } from "@/lib/server/config";
import { loginAddress } from "@/lib/session/login-address";
import { attributes } from "./cookies";
import { isCrossSite } from "./cross-site";
import { leaveBrowser } from "./session-reply";
import { readVisit } from "./visit";

/**
 * Signs this browser out and goes to the login page; does not return. Another site's form signs nobody out.
 * @throws DatabaseUnavailable; then nothing has changed
 */
export async function signOutFromForm(): Promise<never> {
  const requestHeaders = await headers();
  if (isCrossSite(requestHeaders, config().origin)) return redirect("/");
  const written = await leaveBrowser(await readVisit(requestHeaders));
  const jar = await cookies();
  for (const cookie of written) jar.set(attributes(cookie, config()));
  return redirect(loginAddress("signed_out", null));
}
