/**
 * The steps of a sign-in or sign-up from plain forms, which work without JavaScript. The page finds the attempt again by
 * this browser's cookie, and shows the step that is due.
 */
import "server-only";
import { redirect } from "next/navigation";
import {
  resendEmailCode,
  type StepResult,
  sendEmailCode,
  submitEmailCode,
  submitLink,
  submitProfile,
} from "@/lib/server/attempt-steps";
import { beginSignIn, cancelAttempt } from "@/lib/server/attempts";
import { fail, isFailure } from "@/lib/session/failure";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { attemptForm, emailCodeForm } from "@/lib/web/request/form-schemas";
import type { RequestContext } from "@/lib/web/request/request-context";
import { completeStep, signInPage } from "./complete-step";
import { formAction } from "./form-action";
import { secretOfLink } from "./link-secret";

/** Sends a code to the address in the sign-in form. On success the page shows the next step; does not return then. */
export const startEmailCodeFromForm = formAction(
  emailCodeForm,
  async ({ email, rememberMe, returnTo }, context) => {
    const begun =
      (await refuseAnotherAccount(context.credentials, email)) ??
      (await beginSignIn({ email, rememberMe }, context.client));
    if (isFailure(begun)) return begun;
    const sent = await sendEmailCode(begun.id, context.client);
    return completeStep(sent, context, returnTo);
  },
);

/**
 * Takes the form of any step, as its `step` says. On success it goes to the next step, or to `returnTo`, and does not
 * return.
 *
 * @returns the codes of the step
 */
export const takeStepFromForm = formAction(attemptForm, async (form, context) => {
  const result = await takeStep(form, context);
  // A browser takes the fragment along to where it is sent, and with it the secret of a link.
  return completeStep(result, context, form.returnTo, form.step === "link" ? "#" : "");
});

type StepForm = ReturnType<typeof attemptForm.parse>;

async function takeStep(form: StepForm, context: RequestContext): Promise<StepResult> {
  const { attemptId, code } = form;
  const client = context.clientWith(form.touchPoints);
  switch (form.step) {
    case "code":
      return submitEmailCode(attemptId, code, client);
    case "resend":
      return resendEmailCode(attemptId, client);
    case "profile":
      return submitProfile(attemptId, { name: form.name, password: form.password }, client);
    case "link":
      return submitLink(secretOfLink(form.link), client);
    case "cancel":
      await cancelAttempt(attemptId, client);
      return redirect(signInPage(form.returnTo));
    default:
      return fail("wrong_step");
  }
}
