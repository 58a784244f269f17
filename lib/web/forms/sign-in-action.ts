/**
 * Signing in and up from a plain form, which works without JavaScript.
 */
import "server-only";
import { config } from "@/lib/server/config";
import { signIn, signUp } from "@/lib/server/sign-in";
import { DEMO_ACCOUNTS } from "@/lib/session/demo-accounts";
import { fail } from "@/lib/session/failure";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { demoSignInForm, loginForm, signUpForm } from "@/lib/web/request/form-schemas";
import { completeStep } from "./complete-step";
import { formAction } from "./form-action";

/** Signs in with the fields of `loginForm`; goes to `returnTo` on success and does not return. */
export const signInFromForm = formAction(
  loginForm,
  async ({ returnTo, touchPoints, ...input }, context) =>
    completeStep(
      (await refuseAnotherAccount(context.credentials, input.email)) ??
        (await signIn(input, context.clientWith(touchPoints))),
      context,
      returnTo,
    ),
  { whileImpersonating: true, opensSession: true },
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
    const result =
      (await refuseAnotherAccount(context.credentials, email)) ??
      (await signIn(input, context.clientWith(touchPoints)));
    return completeStep(result, context, returnTo);
  },
  { whileImpersonating: true, opensSession: true },
);

/** Signs up with the fields of `signUpForm`; goes to `returnTo` on success and does not return. */
export const signUpFromForm = formAction(
  signUpForm,
  async ({ returnTo, touchPoints, ...input }, context) =>
    completeStep(
      (await refuseAnotherAccount(context.credentials, input.email)) ??
        (await signUp(input, context.clientWith(touchPoints))),
      context,
      returnTo,
    ),
  { whileImpersonating: true, opensSession: true },
);
