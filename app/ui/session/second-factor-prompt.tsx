"use client";

import { Fingerprint } from "lucide";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { DialogActions } from "@/app/ui/feedback/dialog";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { SecondFactor } from "@/lib/session/sign-in/sign-in-contract";

interface Props {
  /** Those the user has. */
  secondFactors: readonly SecondFactor[];
  /** Each rejects with an `AuthError`. */
  onCode: (code: string) => Promise<void>;
  onPasskey: () => Promise<void>;
  confirm: string;
  /** A second button, such as Cancel. */
  children: ReactNode;
}

/** The second step of a dialog, after the password: a code, or a passkey. */
export function SecondFactorPrompt({ secondFactors, onCode, onPasskey, confirm, children }: Props) {
  const t = useTexts("session");
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) =>
      values.has("passkey") || values.get("code") ? null : toFieldErrors({ code: t.enterCode }),
    submit: (values) => (values.has("passkey") ? onPasskey() : onCode(String(values.get("code")))),
  });
  const issue = issueOf(refusal, "code");
  const isWrong = issue !== undefined || refusal?.code === "invalid_code" || undefined;
  const hasApp = secondFactors.includes("totp");

  // The password field, which had the focus, is gone.
  useEffect(() => field.current?.focus(), []);

  return (
    <form ref={form} method="post" onSubmit={onSubmit} noValidate className="mt-5">
      {refusal && (
        <Notice tone="danger" role="alert" id={`${id}-error`} tabIndex={-1} className="mb-4">
          {issue ?? errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <Field
        ref={field}
        id={`${id}-code`}
        name="code"
        label={hasApp ? tForm.code : t.recoveryCode}
        hint={hasApp && t.codeHint}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        aria-invalid={isWrong}
        describedBy={isWrong && `${id}-error`}
      />
      <DialogActions>
        {children}
        <Button type="submit" aria-disabled={isPending}>
          {isPending ? tForm.oneMoment : confirm}
        </Button>
      </DialogActions>
      {/* After the button that Enter presses. */}
      {secondFactors.includes("passkey") && (
        <Button
          type="submit"
          name="passkey"
          value="yes"
          variant="plain"
          aria-disabled={isPending}
          className="mt-3 w-full"
        >
          <SvgIcon icon={Fingerprint} className="size-4" />
          {t.usePasskeyInstead}
        </Button>
      )}
    </form>
  );
}
