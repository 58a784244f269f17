import { useTexts } from "#texts";
import { Field, type FieldProps } from "./field";

/** The code of a second factor: six digits of an authenticator app, or a recovery code. It is sent as `code`. */
export function SecondFactorField(
  field: Pick<FieldProps, "error" | "describedBy" | "required" | "aria-invalid">,
) {
  const t = useTexts("form");
  return (
    <Field
      {...field}
      name="code"
      label={t.code}
      hint={t.codeHint}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
    />
  );
}
