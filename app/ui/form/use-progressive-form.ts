"use client";

import { useActionState } from "react";
import type { FormError } from "@/app/ui/format/error-message";
import { type ApiForm, useApiForm } from "./use-api-form";

/** What a server action gives back when it did not do what was asked: why, and what not to ask for again. */
export interface FormState {
  refusal: FormError;
  kept: { email?: string; name?: string };
}
export type FormAction = (state: FormState | null, form: FormData) => Promise<FormState | null>;

interface TwoWays extends Pick<ApiForm, "submit" | "check"> {
  /** Without scripts the form is posted to this, and the page comes back with its state. */
  action: FormAction;
}

/** A form of somebody who is not signed in yet: works before and without scripts, and by the API once it can. */
export function useProgressiveForm({ action, ...api }: TwoWays) {
  const [state, formAction] = useActionState(action, null);
  const form = useApiForm({ ...api, initial: state?.refusal ?? null, leaves: true });
  return { ...form, formAction, kept: state?.kept ?? {} };
}
