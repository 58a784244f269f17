"use client";

import { useActionState } from "react";
import type { FormError } from "@/app/ui/format/error-message";
import { type ApiForm, useApiForm } from "./use-api-form";
import { useEarlyInput } from "./use-early-input";

/** What a form action returns: why it failed, and the values to fill in again. */
export interface FormState {
  /** Null when nothing failed, and the page has something to show that only this answer has. */
  refusal: FormError | null;
  kept: { email?: string; name?: string };
}
export type FormAction<State extends FormState = FormState> = (
  state: State | null,
  form: FormData,
) => Promise<State | null>;

interface ProgressiveForm<State extends FormState> extends Pick<ApiForm, "submit" | "check" | "leaves"> {
  /** Before hydration and without JavaScript the form is posted to this; the page then renders its state. */
  action: FormAction<State>;
}

/**
 * The state of a form for signed-out users that also works before hydration and without JavaScript: the browser then
 * posts it to `action`. After hydration it calls the API through `submit`, as `useApiForm` does.
 *
 * @returns the state of `useApiForm`, `formAction` for the form's `action`, `posted`: what it returned, and `kept`: the
 *   values to fill in again
 */
export function useProgressiveForm<State extends FormState>({
  action,
  leaves = true,
  ...api
}: ProgressiveForm<State>) {
  const [posted, formAction] = useActionState<State | null, FormData>(
    action as (state: Awaited<State> | null, form: FormData) => Promise<State | null>,
    null,
  );
  const form = useApiForm({ ...api, initial: posted?.refusal ?? null, leaves });
  useEarlyInput(form.form);
  return { ...form, formAction, posted, kept: posted?.kept ?? {} };
}
