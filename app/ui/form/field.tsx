import type { ComponentProps, ReactNode } from "react";

export interface FieldProps extends ComponentProps<"input"> {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  /** Ids of further texts that explain this field, such as the message above the form. */
  describedBy?: string | undefined;
}

const INPUT =
  "block min-h-11 w-full rounded-xl border border-edge bg-raised px-3.5 text-base outline-offset-1 placeholder:text-muted aria-invalid:border-danger";

/**
 * A text input with its label above, and its error and hint below, all linked to it for screen readers. Further props go to
 * the `input`; `children` stand inside it at its end, such as a button. Its id is `field-` and its name unless given.
 */
export function Field({
  name,
  label,
  hint,
  error,
  describedBy,
  className = "",
  children,
  ...input
}: FieldProps) {
  const id = input.id ?? `field-${name}`;
  const texts = [describedBy, error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          id={id}
          name={name}
          aria-invalid={input["aria-invalid"] ?? (error ? true : undefined)}
          aria-describedby={texts || undefined}
          className={children ? `${INPUT} pe-20` : INPUT}
        />
        {children}
      </div>
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-sm text-danger">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
