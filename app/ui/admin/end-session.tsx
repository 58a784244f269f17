"use client";

import { Button } from "@/app/ui/button";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useAuthClient } from "@/lib/client/react/auth-provider";

interface Props {
  userId: string;
  sessionId: string;
  /** Of the session, within its list. */
  name: string;
  label: string;
}

/** The button by which an administrator ends one session of a user, after a confirmation. */
export function EndSession({ userId, sessionId, name, label }: Props) {
  const { call } = useAuthClient();
  const { open, dialog } = useDialog(async () => {
    const user = `/api/admin/users/${encodeURIComponent(userId)}`;
    await call(`${user}/sessions/${encodeURIComponent(sessionId)}`, { method: "DELETE" });
    return `Signed out ${name}`;
  });
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        aria-label={`${label} ${name}`}
        className="noscript:hidden"
        onClick={open}
      >
        {label}
      </Button>
      <ConfirmDialog {...dialog} title={`${label} ${name}?`} confirm={label}>
        <p>This session ends right away. All others stay.</p>
      </ConfirmDialog>
    </>
  );
}
