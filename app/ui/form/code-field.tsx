"use client";

import { type InputEvent, useRef } from "react";
import { Field, type FieldProps } from "./field";

const DIGITS = 6;

/** @returns the digits of what was typed or pasted, such as "123 456"; also digits of other widths, such as "１" */
export function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "").slice(0, DIGITS);
}

/**
 * A `Field` for a code of six digits, from a mail or an authenticator app. Once the sixth digit is there it submits its
 * form: a code that was pasted or filled in by the browser needs no further click.
 */
export function CodeField(props: Omit<FieldProps, "type" | "children">) {
  const submitted = useRef("");

  function onInput({ currentTarget: input }: InputEvent<HTMLInputElement>) {
    const digits = digitsOf(input.value);
    if (digits !== input.value) input.value = digits;
    // The same code is not sent again by itself: it was refused.
    if (digits.length < DIGITS || digits === submitted.current) return;
    submitted.current = digits;
    input.form?.requestSubmit();
  }

  return (
    <Field
      {...props}
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      required
      onInput={onInput}
    />
  );
}
