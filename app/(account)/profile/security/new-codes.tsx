"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { PageSession } from "@/app/ui/form/page-session";
import { ProofFields } from "@/app/ui/security/proof-fields";
import { RecoveryCodesRow } from "@/app/ui/security/recovery-codes-row";
import type { FactorForm } from "./add-factor";

interface Props extends FactorForm {
  left: number;
  /** Rejects with an `AuthError`. */
  make: () => Promise<string[]>;
  onMade: (codes: string[]) => void;
}

/** The recovery codes that are left, and the button that makes new ones, after a confirmation. */
export function NewCodes({ action, posted, left, make, onMade }: Props) {
  const t = useTexts("security").codes;
  const { open, dialog } = useDialog(async () => {
    onMade(await make());
    return t.made;
  });
  return (
    <RecoveryCodesRow left={left}>
      <form
        action={action}
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <PageSession />
        <ProofFields posted={posted} id="codes" />
        <Button type="submit" name="step" value="new-codes" variant="quiet" size="small">
          {t.make}
        </Button>
      </form>
      <ConfirmDialog {...dialog} title={t.ask} confirm={t.confirm} variant="primary">
        <p>{t.effect}</p>
      </ConfirmDialog>
    </RecoveryCodesRow>
  );
}
