"use client";

import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { useCurrentError } from "@/app/ui/feedback/use-current-error";
import { type FormError, toFormError } from "@/app/ui/format/error-message";

export interface ApiForm {
  /** Does what the form is for; rejects with a typed error. */
  submit: (values: FormData, form: HTMLFormElement) => Promise<void>;
  /** Looks at the values before they are sent. */
  check?: (values: FormData) => FormError | null;
  /** A refusal the page was already served with. */
  initial?: FormError | null;
  /** True when success leaves the page: the form then stays busy until the next document is there. */
  leaves?: boolean;
}

/** A form that talks to the API, says what became of it, and brings a person to what is wrong. */
export function useApiForm({ submit, check, initial = null, leaves = false }: ApiForm) {
  const [refusal, setRefusal] = useState<FormError | null>(initial);
  const [isPending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (refusal) focusRefusal(form.current, refusal);
  }, [refusal]);

  async function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const element = event.currentTarget;
    const values = new FormData(element);
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

  return { form, onSubmit, isPending, refusal: useCurrentError(refusal) };
}

function focusRefusal(form: HTMLFormElement | null, { code }: FormError) {
  const wrong = form?.querySelectorAll<HTMLInputElement>("input[aria-invalid=true]") ?? [];
  // Where both halves of a sign-in may be wrong, the second is the likelier one, and the one to type again.
  const field = code === "invalid_credentials" ? wrong[wrong.length - 1] : wrong[0];
  (field ?? form?.querySelector<HTMLElement>("[role=alert]"))?.focus();
  field?.select();
}
