"use client";

import { type RefObject, useEffect } from "react";

type EarlyInput = Record<string, string | boolean>;

declare global {
  interface Window {
    earlyInput?: EarlyInput | undefined;
  }
}

/** Restores what was typed into a form's uncontrolled fields before hydration, once, and forgets it. */
export function useEarlyInput(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const early = window.earlyInput;
    delete window.earlyInput;
    for (const [name, value] of Object.entries(early ?? {})) {
      const field = form.current?.elements.namedItem(name);
      if (!(field instanceof HTMLInputElement)) continue;
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
    }
  }, [form]);
}
