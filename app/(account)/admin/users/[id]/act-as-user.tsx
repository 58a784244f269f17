"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { Field } from "@/app/ui/form/field";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { AdminUserView, ImpersonationView } from "@/lib/session/admin/admin-contract";
import { MAX_REASON_LENGTH } from "@/lib/session/text-limits";

/** The button by which an administrator acts as a user. The dialog asks for the reason, which goes to the audit log. */
export function ActAsUser({ user: { id, name } }: { user: AdminUserView }) {
  const t = useTexts("admin").impersonation;
  const { call } = useAuthClient();
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { open, dialog } = useDialog(async () => {
    const path = `/api/admin/users/${encodeURIComponent(id)}/impersonate`;
    const { url } = await call<ImpersonationView>(path, { method: "POST", body: { reason } });
    location.assign(url);
    return t.done({ name });
  });

  function confirm() {
    setMissing(reason.trim() === "");
    if (reason.trim() !== "") dialog.onConfirm();
  }

  return (
    <>
      <Button variant="quiet" size="small" onClick={open}>
        {t.button}
      </Button>
      <ConfirmDialog
        {...dialog}
        onConfirm={confirm}
        title={t.title({ name })}
        confirm={t.confirm}
        variant="primary"
      >
        <p>{t.effect({ name })}</p>
        <Field
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          maxLength={MAX_REASON_LENGTH}
          autoComplete="off"
          required
          className="text-ink"
          value={reason}
          error={isMissing ? t.reasonMissing : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmDialog>
    </>
  );
}
