import { useTexts } from "#texts";
import { type FormError, issueOf } from "@/app/ui/format/error-message";
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
  const { password } = useTexts("form");
  return (
    <PasswordField
      {...field}
      autoComplete="new-password"
      hint={password.advice({ least: minPasswordLength })}
      error={issueOf(refusal, field.name)}
    />
  );
}

/** The password of a signed-in user who confirms a change with it. Says by itself when it was wrong. */
export function CurrentPasswordField({ refusal }: { refusal: FormError | null }) {
  const t = useTexts("form");
  const isWrong = refusal?.code === "invalid_credentials";
  return (
    <PasswordField
      name="currentPassword"
      label={t.currentPassword}
      autoComplete="current-password"
      error={isWrong ? t.incorrectCurrentPassword : issueOf(refusal, "currentPassword")}
    />
  );
}
