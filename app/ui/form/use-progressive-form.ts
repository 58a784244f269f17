"use client";

import { useActionState } from "react";
import type { FormError } from "@/app/ui/format/error-message";
import { type ApiForm, useApiForm } from "./use-api-form";
import { useEarlyInput } from "./use-early-input";

/** What a form action returns when it failed: why, and the values to fill in again. */
export interface FormState {
  refusal: FormError;
  kept: { email?: string; name?: string };
}
export type FormAction = (state: FormState | null, form: FormData) => Promise<FormState | null>;

interface ProgressiveForm extends Pick<ApiForm, "submit" | "check"> {
  /** Before hydration and without JavaScript the form is posted to this; the page then renders its state. */
  action: FormAction;
}

/**
 * The state of a form for signed-out users that also works before hydration and without JavaScript: the browser then
 * posts it to `action`. After hydration it calls the API through `submit`, as `useApiForm` does.
 *
 * @returns the state of `useApiForm`, `formAction` for the form's `action`, and `kept`: the values to fill in again
 */
export function useProgressiveForm({ action, ...api }: ProgressiveForm) {
  const [state, formAction] = useActionState(action, null);
  const form = useApiForm({ ...api, initial: state?.refusal ?? null, leaves: true });
  useEarlyInput(form.form);
  return { ...form, formAction, kept: state?.kept ?? {} };
}
