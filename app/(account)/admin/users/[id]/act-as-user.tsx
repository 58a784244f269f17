"use client";

import { useState } from "react";
import { Button } from "@/app/ui/button";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { Field } from "@/app/ui/form/field";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { AdminUserView, ImpersonationView } from "@/lib/session/admin-contract";

const MAX_REASON_LENGTH = 200;

/** The button by which an administrator acts as a user. The dialog asks for the reason, which goes to the audit log. */
export function ActAsUser({ user: { id, name } }: { user: AdminUserView }) {
  const { call } = useAuthClient();
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { open, dialog } = useDialog(async () => {
    const path = `/api/admin/users/${encodeURIComponent(id)}/impersonate`;
    const { url } = await call<ImpersonationView>(path, { method: "POST", body: { reason } });
    location.assign(url);
    return "Opening the page of the ticket";
  });

  function confirm() {
    setMissing(reason.trim() === "");
    if (reason.trim() !== "") dialog.onConfirm();
  }

  return (
    <>
      <Button variant="quiet" size="small" onClick={open}>
        Act as this user
      </Button>
      <ConfirmDialog
        {...dialog}
        onConfirm={confirm}
        title={`Act as ${name}?`}
        confirm="Continue"
        variant="primary"
      >
        <p>
          You see what {name} sees, for an hour at most, and can’t change anything. {name} gets an email with
          your name, and can end it.
        </p>
        <Field
          name="reason"
          label="Reason"
          hint="For the audit log. The user doesn’t see it."
          maxLength={MAX_REASON_LENGTH}
          autoComplete="off"
          required
          className="text-ink"
          value={reason}
          error={isMissing ? "Give a reason." : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmDialog>
    </>
  );
}
