/**
 * Signing in and up from a plain form: the way that works without JavaScript.
 */
import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { config } from "@/lib/server/config";
import type { Grant } from "@/lib/server/grant";
import { signIn, signUp } from "@/lib/server/sign-in";
import { isUnavailable } from "@/lib/server/unavailable";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { safeReturnTo } from "@/lib/session/login-url";
import { parseWith } from "@/lib/web/api/body";
import { isCrossSite } from "@/lib/web/request/cross-site";
import { type RequestContext, readRequestContext } from "@/lib/web/request/request-context";
import { loginBody, signUpBody } from "@/lib/web/request/schemas";
import { applyPendingSignOut, signInCookiesFor } from "@/lib/web/request/session-responses";
import { writeCookies } from "./form-cookies";
import { type FormRefusal, formRefusal } from "./form-refusal";

/** Signs in with the fields `email`, `password`, `rememberMe`; goes to `returnTo` on success and does not return. */
export async function signInFromForm(form: FormData): Promise<FormRefusal> {
  return fromForm(form, async (visit) => {
    const input = parseWith(loginBody, {
      email: form.get("email"),
      password: form.get("password"),
      rememberMe: form.get("rememberMe") !== null,
    });
    return isFailure(input) ? input : signIn(input.value, visit.client);
  });
}

/** Signs up with the fields `email`, `password`, `name`; goes to `returnTo` on success and does not return. */
export async function signUpFromForm(form: FormData): Promise<FormRefusal> {
  return fromForm(form, async (visit) => {
    const input = parseWith(signUpBody, {
      email: form.get("email"),
      password: form.get("password"),
      name: form.get("name"),
    });
    return isFailure(input) ? input : signUp(input.value, visit.client);
  });
}

async function fromForm(
  form: FormData,
  attempt: (visit: RequestContext) => Promise<Grant | Failure>,
): Promise<FormRefusal> {
  const requestHeaders = await headers();
  if (isCrossSite(requestHeaders, config().origin)) return formRefusal(fail("cross_site_request"));
  try {
    const visit = await readRequestContext(requestHeaders);
    await applyPendingSignOut(visit);
    const result = await attempt(visit);
    if (isFailure(result)) return formRefusal(result);
    await writeCookies(await signInCookiesFor(result, visit));
  } catch (error) {
    if (isUnavailable(error)) return formRefusal(fail("unavailable"));
    throw error;
  }
  return redirect(safeReturnTo(form.get("returnTo")));
}
