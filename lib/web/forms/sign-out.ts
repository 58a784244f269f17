/**
 * Signing out from a plain form, which works without JavaScript and before the page is hydrated.
 */
import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { config } from "@/lib/server/config";
import { HOME, loginUrl, safeReturnTo } from "@/lib/session/login-url";
import { signOutForm } from "@/lib/web/request/form-schemas";
import { readRequestContext } from "@/lib/web/request/request-context";
import { pendingSignOutCookie } from "@/lib/web/request/session-cookies";
import { signOutHere } from "@/lib/web/request/session-responses";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";

const signOut = formAction(
  signOutForm,
  async ({ returnTo, ...wish }, context) => {
    const { cookies, redirectTo } = await signOutHere(context, wish);
    await writeCookies(cookies);
    return { page: safeReturnTo(returnTo), redirectTo };
  },
  { whileImpersonating: true },
);

/**
 * Signs the account of the form's session out of this browser, or every account if the form names none, and goes to the
 * login page, or to the identity provider if the form asks for a sign-out there; does not return. A form of another site is
 * refused.
 *
 * While the database is unavailable a marker beside the cookies says so: the browser's sessions are not used any more, and
 * end on the next request that may change something. The marker covers every account, because a sign-out that reaches too far
 * is better than one that does not happen.
 */
export async function signOutFromForm(form: FormData): Promise<never> {
  const done = await signOut(form);
  // session-lint-ignore unchecked-output: the address of the identity provider's own sign-out, from its metadata
  if ("page" in done && done.redirectTo) return redirect(done.redirectTo);
  if ("page" in done) return redirect(loginUrl("signed_out", done.page === HOME ? null : done.page));
  if (done.code !== "unavailable") return redirect("/");
  await writeSignOutMarker();
  return redirect(loginUrl("signed_out", null));
}

async function writeSignOutMarker(): Promise<void> {
  const requestHeaders = await headers();
  const { credentials } = await readRequestContext({ headers: requestHeaders });
  await writeCookies(pendingSignOutCookie(credentials, requestHeaders.get("cookie"), config()));
}
