"use client";

import { useTexts } from "#texts";
import { Field } from "@/app/ui/form/field";
import { PasswordField } from "@/app/ui/form/password-field";
import { useHydrated } from "@/app/ui/form/use-hydrated";
import type { FormError } from "@/app/ui/format/error-message";
import type { ClientErrorCode } from "@/lib/session/errors";

/** After these a form without JavaScript needs the password, and the second factor if there is one. */
const ASKS: readonly ClientErrorCode[] = [
  "reauthentication_required",
  "second_factor_required",
  "invalid_credentials",
  "invalid_code",
];

interface Props {
  /** Why the form that was posted without JavaScript failed. */
  posted: FormError | null;
  /** Tells the fields of several forms on a page apart. */
  id: string;
}

/** The password and the code of a form that needs a recent sign-in. With JavaScript a dialog asks for them. */
export function ProofFields({ posted, id }: Props) {
  const t = useTexts("form");
  const isHydrated = useHydrated();
  if (isHydrated || !posted || !ASKS.includes(posted.code)) return null;
  return (
    <div className="mb-4 grid gap-4 sm:max-w-80">
      <PasswordField
        id={`${id}-password`}
        name="password"
        label={t.yourPassword}
        autoComplete="current-password"
      />
      <Field id={`${id}-proof`} name="proof" label={t.code} hint={t.codeIfAny} autoComplete="one-time-code" />
    </div>
  );
}
