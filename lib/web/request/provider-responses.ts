/** Responses on the way to the identity provider and back: redirects, with the cookies that belong to them. */

import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import type { AuthorizationRequest } from "@/lib/server/identity-provider/authorization";
import { isoTime } from "@/lib/server/iso-time";
import type { ProviderResult } from "@/lib/server/sign-in/provider-sign-in";
import { addAccountUrl, HOME, loginUrl, providerErrorUrl } from "@/lib/session/login-url";
import { attemptCookies } from "./attempt-cookies";
import { attemptCookieName } from "./cookie-names";
import { removal } from "./cookie-writes";
import { registrationHeaders } from "./dbsc-responses";
import { isPostedForm, seeOther } from "./form-responses";
import type { RequestContext } from "./request-context";
import { jsonResponse } from "./responses";
import { attemptCookiesFor, browserCookiesFor, signInCookiesFor } from "./session-responses";

/** Sends a browser to the provider: a plain form by a redirect, a script by the address. */
export async function providerStartResponse(
  { url, id, expiresAt }: AuthorizationRequest,
  headers: Headers,
  context: RequestContext,
): Promise<Response> {
  const isForm = isPostedForm(headers);
  const key = { id, expiresAt: isoTime(expiresAt) };
  const cookies = [
    ...(await browserCookiesFor(context)),
    ...attemptCookies(context.credentials, key, config(), await database().now()),
  ];
  return isForm ? seeOther(url, cookies) : jsonResponse({ redirectTo: url }, { cookies });
}

/** @returns whether a request is no visit: a browser that fetches a page ahead of one, or a program that asks for headers */
export function isOnlyLooking({ method, headers }: Pick<Request, "method" | "headers">): boolean {
  const purpose = `${headers.get("sec-purpose") ?? ""} ${headers.get("purpose") ?? ""} ${headers.get("x-moz") ?? ""}`;
  return method === "HEAD" || /prefetch|prerender|preview/i.test(purpose);
}

/** Leads a browser that came back to where it wanted to go, to the next step, or to the login page with an error. */
export async function providerResponse(result: ProviderResult, context: RequestContext): Promise<Response> {
  const { state } = result;
  const used = state ? [removal({ name: attemptCookieName(state.id, config()) })] : [];
  const returnTo = state && state.returnTo !== HOME ? state.returnTo : null;
  if ("isFull" in result) return seeOther(addAccountUrl(returnTo), used);
  if ("error" in result) {
    const { error, waiting } = result;
    // A user who is signed in and would not confirm it goes on as before.
    if (error === "denied" && state?.expectedUserId !== undefined) return seeOther(returnTo ?? HOME, used);
    const now = await database().now();
    const kept = waiting ? attemptCookies(context.credentials, waiting, config(), now) : [];
    return seeOther(providerErrorUrl(error, returnTo), [...used, ...kept]);
  }
  const { step } = result;
  return "attempt" in step
    ? seeOther(loginUrl(null, returnTo), [...used, ...(await attemptCookiesFor(step.attempt, context))])
    : seeOther(
        returnTo ?? HOME,
        [...used, ...(await signInCookiesFor(step, context))],
        registrationHeaders(step),
      );
}
