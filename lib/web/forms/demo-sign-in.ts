/**
 * The one-click sign-in of the demo, which works without JavaScript.
 */
import "server-only";
import { z } from "zod";
import { config } from "@/lib/server/config";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { DEMO_ACCOUNT_NAMES, DEMO_ACCOUNTS } from "@/lib/session/demo/demo-accounts";
import { fail } from "@/lib/session/failure";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { loginForm } from "@/lib/web/request/form-schemas";
import { completeStep } from "./complete-step";
import { formAction } from "./form-action";

const demoSignInForm = loginForm
  .pick({ returnTo: true, touchPoints: true })
  .extend({ account: z.enum(DEMO_ACCOUNT_NAMES) });

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
