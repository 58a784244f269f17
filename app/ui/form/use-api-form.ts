"use client";

import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { useCurrentError } from "@/app/ui/feedback/use-current-error";
import { type FormError, toFormError } from "@/app/ui/format/error-message";

export interface ApiForm {
  /** Sends the values; rejects with an `AuthError`. */
  submit: (values: FormData, form: HTMLFormElement) => Promise<void>;
  /** Validates the values before they are sent; null when they are fine. */
  check?: (values: FormData) => FormError | null;
  /** An error the server rendered the page with. */
  initial?: FormError | null;
  /** True when success leads to another page: the form then stays busy until that page has loaded. */
  leaves?: boolean;
}

/**
 * The state of a form that calls the API. It ignores a second submit while one runs, and moves the focus to the first
 * field with an error, or to the alert above the form.
 *
 * @returns `form` and `onSubmit` for the form element, `isPending`, `refusal`: the error to show, or null, and `clear`, which
 *   forgets the error
 */
export function useApiForm({ submit, check, initial = null, leaves = false }: ApiForm) {
  const [refusal, setRefusal] = useState<FormError | null>(initial);
  const [isPending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (refusal) focusError(form.current, refusal);
  }, [refusal]);

  async function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const element = event.currentTarget;
    // As a browser does: the name and value of the button that was pressed are part of the form.
    const values = new FormData(element, event.nativeEvent.submitter);
    const wrong = check?.(values) ?? null;
    setRefusal(wrong);
    if (wrong) return;
    setPending(true);
    try {
      await submit(values, element);
      setPending(leaves);
    } catch (error) {
      setRefusal(toFormError(error));
      setPending(false);
    }
  }

  return { form, onSubmit, isPending, refusal: useCurrentError(refusal), clear: () => setRefusal(null) };
}

function focusError(form: HTMLFormElement | null, { code }: FormError) {
  const wrong = form?.querySelectorAll<HTMLInputElement>("input[aria-invalid=true]") ?? [];
  // Either field of a sign-in may be wrong. The password is the likelier one, and comes last.
  const field = code === "invalid_credentials" ? wrong[wrong.length - 1] : wrong[0];
  (field ?? form?.querySelector<HTMLElement>("[role=alert]"))?.focus();
  field?.select();
}
