"use client";

import { useTexts } from "#texts";
import { ConfirmDialog, type DialogState } from "@/app/ui/feedback/confirm-dialog";

export type AdminAct = "revoke" | "disable" | "enable" | "promote" | "demote";

interface Props extends DialogState {
  act: AdminAct;
  name: string;
  sessionCount: number;
}

/** Asks an administrator to confirm an action on another user's account. */
export function AdminDialog({ act, name, sessionCount, ...dialog }: Props) {
  const t = useTexts("admin").act[act];
  const affected = { count: sessionCount, name };
  const confirm = typeof t.confirm === "string" ? t.confirm : t.confirm(affected);
  return (
    <ConfirmDialog
      {...dialog}
      title={t.title({ name })}
      confirm={confirm}
      variant={act === "enable" ? "primary" : "danger"}
    >
      <p>{t.effect(affected)}</p>
    </ConfirmDialog>
  );
}
