import { type FormError, issueOf } from "@/app/ui/format/error-message";
import { passwordAdvice } from "@/app/ui/format/password";
import { PasswordField } from "./password-field";

interface NewPasswordProps {
  name: string;
  label: string;
  required?: boolean;
  autoFocus?: boolean;
  /** In code points. */
  minPasswordLength: number;
  refusal: FormError | null;
}

/** A password the user chooses, with what makes a good one. */
export function NewPasswordField({ minPasswordLength, refusal, ...field }: NewPasswordProps) {
  return (
    <PasswordField
      {...field}
      autoComplete="new-password"
      hint={passwordAdvice(minPasswordLength)}
      error={issueOf(refusal, field.name)}
    />
  );
}

/** The password of a signed-in user who confirms a change with it. Says by itself when it was wrong. */
export function CurrentPasswordField({ refusal }: { refusal: FormError | null }) {
  const isWrong = refusal?.code === "invalid_credentials";
  return (
    <PasswordField
      name="currentPassword"
      label="Current password"
      autoComplete="current-password"
      error={isWrong ? "Incorrect current password." : issueOf(refusal, "currentPassword")}
    />
  );
}
