/**
 * The steps of a sign-in or sign-up from plain forms, which work without JavaScript. The page finds the attempt again by
 * this browser's cookie, and shows the step that is due.
 */
import "server-only";
import { redirect } from "next/navigation";
import { drawTotpQrCode } from "@/lib/server/qr-code";
import {
  resendEmailCode,
  type StepResult,
  sendEmailCode,
  submitEmailCode,
  submitProfile,
} from "@/lib/server/sign-in/attempt-steps";
import { beginSignIn, cancelAttempt } from "@/lib/server/sign-in/attempts";
import {
  confirmTotpStep,
  startTotpStep,
  submitSecondFactorCode,
} from "@/lib/server/sign-in/second-factor-steps";
import { submitTicket } from "@/lib/server/sign-in/tickets";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { tokenReader } from "@/lib/web/request/credentials";
import { attemptForm, emailCodeForm, totpSetupForm } from "@/lib/web/request/form-schemas";
import type { RequestContext } from "@/lib/web/request/request-context";
import { signInCookiesFor } from "@/lib/web/request/session-responses";
import { completeStep, signInPath } from "./complete-step";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";
import { secretOfLink } from "./link-secret";

/** Sends a code to the address in the sign-in form. On success the page shows the next step; does not return then. */
export const startEmailCodeFromForm = formAction(
  emailCodeForm,
  async ({ email, rememberMe, returnTo }, context) => {
    const begun =
      (await refuseAnotherAccount(context.credentials, email)) ??
      (await beginSignIn({ email, rememberMe }, context.client));
    if (isFailure(begun)) return begun;
    const sent = await sendEmailCode(begun.id, { ...context.client, attemptIds: [begun.id] });
    return completeStep(sent, context, returnTo);
  },
  { whileImpersonating: true },
);

/**
 * Takes the form of any step, as its `step` says. On success it goes to the next step, or to `returnTo`, and does not
 * return.
 *
 * @returns the codes of the step
 */
export const takeStepFromForm = formAction(
  attemptForm,
  async (form, context) => {
    const result = await runStep(form, context);
    // A browser takes the fragment along to where it is sent, and with it the secret of a link.
    return completeStep(result, context, form.returnTo, form.step === "link" ? "#" : "");
  },
  { whileImpersonating: true, opensSession: true },
);

export interface TotpSetupAnswer {
  refusal: Failure | null;
  /** The secret, with its QR code as the address of an image; again after a code that was wrong. */
  totpSetup?: { secret: string; uri: string; qrCode: string | null };
  /** Shown once; the user is signed in. */
  recoveryCodes?: string[];
}

/**
 * Sets up an authenticator app: `totp-setup` begins, `totp-setup-confirm` takes its first code. After it the user is
 * signed in, and stays on the page while it shows recovery codes.
 *
 * @returns what the page shows next; or the codes of every form
 */
export const setUpTotpFromForm = formAction(
  totpSetupForm,
  async (
    { step, attemptId, code, secret, uri, returnTo, touchPoints },
    context,
  ): Promise<TotpSetupAnswer> => {
    if (step === "totp-setup") {
      const begun = await startTotpStep(attemptId, context.client);
      if (isFailure(begun)) return { refusal: begun };
      return { refusal: null, totpSetup: { ...begun, qrCode: drawTotpQrCode(begun.uri) } };
    }
    const totpSetup = { secret, uri, qrCode: drawTotpQrCode(uri) };
    const confirmed = await confirmTotpStep(attemptId, code, context.clientWith(touchPoints));
    const { result, recoveryCodes } = confirmed;
    if (isFailure(result)) return { refusal: result, totpSetup };
    if (!recoveryCodes || "attempt" in result)
      return { refusal: await completeStep(result, context, returnTo), totpSetup };
    await writeCookies(await signInCookiesFor(result, context));
    return { refusal: null, recoveryCodes };
  },
  { whileImpersonating: true, opensSession: true },
);

type StepForm = ReturnType<typeof attemptForm.parse>;

async function runStep(form: StepForm, context: RequestContext): Promise<StepResult> {
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
      return submitTicket(secretOfLink(form.link), client, tokenReader(context.credentials));
    case "totp":
      return submitSecondFactorCode(attemptId, "totp", code, client);
    case "recovery-code":
      return submitSecondFactorCode(attemptId, "recovery_code", form.recoveryCode, client);
    case "cancel":
      await cancelAttempt(attemptId, client);
      return redirect(signInPath(form.returnTo));
    default:
      return fail("wrong_step");
  }
}
