/**
 * Signing in and up from a plain form, which works without JavaScript.
 */
import "server-only";
import { signIn, signUp } from "@/lib/server/sign-in/sign-in";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { loginForm, signUpForm } from "@/lib/web/request/form-schemas";
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
