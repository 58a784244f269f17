"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { Field, type FieldProps } from "./field";
import { useHydrated } from "./use-hydrated";

/** A `Field` for a password with a button that shows or hides it. Without JavaScript there is no button. */
export function PasswordField(props: Omit<FieldProps, "type" | "children">) {
  const [shown, setShown] = useState(false);
  const t = useTexts("form");
  const hydrated = useHydrated();
  return (
    <Field {...props} type={shown ? "text" : "password"} spellCheck={false} autoCapitalize="none">
      {hydrated && (
        <button
          type="button"
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 end-1 rounded-lg px-3 text-sm text-muted outline-offset-0 hover:text-ink"
        >
          <span>{shown ? t.hide : t.show}</span>
          <span className="sr-only"> {t.thePassword({ label: props.label })}</span>
        </button>
      )}
    </Field>
  );
}
