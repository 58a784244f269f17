"use client";

import { createContext, useContext } from "react";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { useEarlyInput } from "@/app/ui/form/use-early-input";
import type { FormState } from "@/app/ui/form/use-progressive-form";
import { type FormError, toFormError } from "@/app/ui/format/error-message";
import type { SignIn, SignUp } from "@/lib/client/sign-in/use-sign-in";

/** What the server returns to a step's form when there is no script to ask it. */
export interface StepState extends FormState {
  /** The secret of an authenticator app, with its QR code as the address of an image. */
  totpSetup?: { secret: string; uri: string; qrCode: string | null };
  /** Shown once; the user is signed in by then. */
  recoveryCodes?: string[];
}

export interface StepProps {
  flow: SignIn | SignUp;
  /** Where the user goes at the end: path and query of one of our pages. */
  returnTo: string;
}

/** What the form of a step was answered without scripts. The screen keeps it, for the answer may end the step. */
export interface PostedStep {
  posted: StepState | null;
  /** For the `action` of the step's form. */
  formAction: (form: FormData) => void;
}

export const PostedStepContext = createContext<PostedStep | null>(null);

/** What a submit button of a step's form asks for; the name and value of the button say it. */
type StepSubmits = Record<string, (form: FormData) => Promise<void>>;

/**
 * The state of the form of one step, below an `AttemptScreen`. Its submit buttons have the name `step`; the first one is
 * also what Enter presses.
 *
 * @param submits what each value of `step` does
 * @param check validates the values of the first button before they are sent
 * @returns the state of `useApiForm`, whose `clear` belongs to every button that turns to another way, `formAction` for
 *   the form's `action`, `posted`: what it was answered without scripts, and `kept`: the values to fill in again
 */
export function useStepForm(
  flow: SignIn | SignUp,
  submits: StepSubmits,
  check?: (form: FormData) => FormError | null,
) {
  const context = useContext(PostedStepContext);
  if (!context) throw new Error("useStepForm needs an AttemptScreen above it");
  const { posted, formAction } = context;
  const [first = ""] = Object.keys(submits);
  const stepOf = (form: FormData) => String(form.get("step") ?? first);
  const form = useApiForm({
    initial: posted?.refusal ?? null,
    check: (values) => (stepOf(values) === first ? (check?.(values) ?? null) : null),
    submit: async (values) => submits[stepOf(values)]?.(values),
  });
  useEarlyInput(form.form);
  return {
    ...form,
    formAction,
    posted,
    kept: posted?.kept ?? {},
    // A completed sign-in is about to leave the page.
    isPending: form.isPending || flow.isLoading || flow.step === "done",
    refusal: form.refusal ?? (flow.error && toFormError(flow.error)),
    clear: () => {
      form.clear();
      flow.clearError();
    },
  };
}
