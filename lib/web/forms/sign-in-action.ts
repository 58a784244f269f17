/**
 * Signing in and up from a plain form, which works without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import type { NextStep } from "@/lib/server/attempt-views";
import { config } from "@/lib/server/config";
import type { Grant } from "@/lib/server/grant";
import { signIn, signUp } from "@/lib/server/sign-in";
import { DEMO_ACCOUNTS } from "@/lib/session/demo-accounts";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { loginUrl, safeReturnTo } from "@/lib/session/login-url";
import type { RequestContext } from "@/lib/web/request/request-context";
import { demoSignInForm, loginForm, signUpForm } from "@/lib/web/request/schemas";
import { attemptCookiesFor, signInCookiesFor } from "@/lib/web/request/session-responses";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";

/** Signs in with the fields of `loginForm`; goes to `returnTo` on success and does not return. */
export const signInFromForm = formAction(loginForm, async ({ returnTo, touchPoints, ...input }, context) =>
  completeSignIn(await signIn(input, context.clientWith(touchPoints)), context, returnTo),
);

/**
 * Signs in to the demo account named in the form; goes to `returnTo` on success and does not return. The account has a
 * public password, so without `DEMO` this refuses with `not_found`, whatever accounts the database has.
 */
export const signInToDemoFromForm = formAction(
  demoSignInForm,
  async ({ account, returnTo, touchPoints }, context) => {
    if (!config().demo) return fail("not_found");
    const { email, password } = DEMO_ACCOUNTS[account];
    const input = { email, password, rememberMe: false };
    const result = await signIn(input, context.clientWith(touchPoints));
    return completeSignIn(result, context, returnTo);
  },
);

/** Signs up with the fields of `signUpForm`; goes to `returnTo` on success and does not return. */
export const signUpFromForm = formAction(signUpForm, async ({ returnTo, touchPoints, ...input }, context) =>
  completeSignIn(await signUp(input, context.clientWith(touchPoints)), context, returnTo),
);

async function completeSignIn(
  result: Grant | NextStep | Failure,
  context: RequestContext,
  returnTo: string | undefined,
): Promise<Failure> {
  if (isFailure(result)) return result;
  if ("attempt" in result) {
    // The page finds the attempt by this browser's cookie, and shows the step that is due.
    await writeCookies(await attemptCookiesFor(context));
    return redirect(loginUrl(null, returnTo ?? null));
  }
  await writeCookies(await signInCookiesFor(result, context));
  return redirect(safeReturnTo(returnTo));
}
