/**
 * Signing out from a plain form, which works without JavaScript and before the page is hydrated.
 */
import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { config } from "@/lib/server/config";
import { loginUrl } from "@/lib/session/login-url";
import { readRequestContext } from "@/lib/web/request/request-context";
import { pendingSignOutCookie } from "@/lib/web/request/session-cookies";
import { signOutBrowser } from "@/lib/web/request/session-responses";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";

const signOutForm = formAction(
  z.object({}),
  async (_, context) => {
    await writeCookies(await signOutBrowser(context));
    return null;
  },
  { whileImpersonating: true },
);

/**
 * Signs this browser out and goes to the login page; does not return. A form of another site is refused. While the
 * database is unavailable a marker beside the cookies says so: the session is not used any more, and ends on the next
 * request that may change something.
 */
export async function signOutFromForm(form: FormData): Promise<never> {
  const failure = await signOutForm(form);
  if (failure?.code === "unavailable") await leaveMarker();
  else if (failure) return redirect("/");
  return redirect(loginUrl("signed_out", null));
}

async function leaveMarker(): Promise<void> {
  const requestHeaders = await headers();
  const { credentials } = await readRequestContext({ headers: requestHeaders });
  await writeCookies(pendingSignOutCookie(credentials, requestHeaders.get("cookie"), config()));
}
