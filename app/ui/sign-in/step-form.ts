"use client";

import { type FormAction, type FormState, useProgressiveForm } from "@/app/ui/form/use-progressive-form";
import { type FormError, toFormError } from "@/app/ui/format/error-message";
import type { SignIn, SignUp } from "@/lib/client/sign-in/use-sign-in";

/** What the server returns to a step's form when there is no script to ask it. */
export interface StepState extends FormState {
  /** The secret of an authenticator app, with its QR code as the address of an image. */
  totpSetup?: { secret: string; uri: string; qrCode: string };
  /** Shown once; the user is signed in by then. */
  recoveryCodes?: string[];
}

export interface StepProps {
  flow: SignIn | SignUp;
  /** Takes the form of every step, before hydration and without JavaScript. */
  action: FormAction<StepState>;
  /** Where the user goes at the end: path and query of one of our pages. */
  returnTo: string;
}

/** What a submit button of a step's form asks for; the name and value of the button say it. */
type StepSubmits = Record<string, (form: FormData) => Promise<void>>;

/**
 * The state of the form of one step. Its submit buttons have the name `step`; the first one is also what Enter presses.
 *
 * @param submits what each value of `step` does
 * @param check.form validates the values of the first button before they are sent
 */
export function useStepForm(
  { flow, action }: Pick<StepProps, "flow" | "action">,
  submits: StepSubmits,
  check?: (form: FormData) => FormError | null,
) {
  const [first = ""] = Object.keys(submits);
  const stepOf = (form: FormData) => String(form.get("step") ?? first);
  const form = useProgressiveForm<StepState>({
    action,
    leaves: false,
    check: (values) => (stepOf(values) === first ? (check?.(values) ?? null) : null),
    submit: async (values) => submits[stepOf(values)]?.(values),
  });
  return {
    ...form,
    // A completed sign-in is about to leave the page.
    isPending: form.isPending || flow.isLoading || flow.step === "done",
    refusal: form.refusal ?? (flow.error && toFormError(flow.error)),
  };
}
