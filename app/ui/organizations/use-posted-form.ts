"use client";

import { useActionState } from "react";
import { type ApiForm, useApiForm } from "@/app/ui/form/use-api-form";
import type { FormError } from "@/app/ui/format/error-message";
import type { NewApiKeyView } from "@/lib/session/organizations/organization-contract";

/** What a server action returns to a form that was posted without JavaScript. */
export interface PostedForm {
  /** Why it failed; null when it was done. */
  refusal: FormError | null;
  /** The values to fill in again, by field. */
  kept: Record<string, string>;
  /** The API key that was made, which no other page shows. */
  made?: NewApiKeyView;
}

/** @returns why the form with these hidden fields failed; null for the other forms of a list, and when nothing failed */
export function refusalOf(
  posted: PostedForm | null,
  fields: Readonly<Record<string, string>>,
): FormError | null {
  if (!posted) return null;
  const isPosted = Object.entries(posted.kept).every(([name, value]) => fields[name] === value);
  return isPosted ? posted.refusal : null;
}

export type PostedFormAction = (state: PostedForm | null, form: FormData) => Promise<PostedForm>;

interface Options extends Omit<ApiForm, "initial"> {
  /** Takes the form before hydration and without JavaScript. */
  action: PostedFormAction;
}

/**
 * The state of a form of a signed-in user that also works without JavaScript.
 *
 * @returns the state of `useApiForm`, `props` for the form element, `kept`: the values to fill in again, and `isDone`: the
 *   form was posted without JavaScript, and nothing failed
 */
export function usePostedForm({ action, ...api }: Options) {
  const [posted, formAction] = useActionState(action, null);
  const { form, onSubmit, isPending, refusal } = useApiForm({ ...api, initial: posted?.refusal ?? null });
  return {
    props: { ref: form, action: formAction, onSubmit, noValidate: true },
    isPending,
    refusal,
    kept: posted?.kept ?? {},
    isDone: posted !== null && posted.refusal === null,
  };
}
