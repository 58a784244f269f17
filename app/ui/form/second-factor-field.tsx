import { Field, type FieldProps } from "./field";

/** The code of a second factor: six digits of an authenticator app, or a recovery code. It is sent as `code`. */
export function SecondFactorField(
  field: Pick<FieldProps, "error" | "describedBy" | "required" | "aria-invalid">,
) {
  return (
    <Field
      {...field}
      name="code"
      label="Code"
      hint="From your authenticator app, or a recovery code."
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
    />
  );
}
