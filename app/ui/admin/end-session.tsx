"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useAuthClient } from "@/lib/client/react/auth-provider";

interface Props {
  userId: string;
  sessionId: string;
  /** Of the session, within its list. */
  name: string;
  /** What the button says. */
  act: "signOut" | "end";
}

/** The button by which an administrator ends one session of a user, after a confirmation. */
export function EndSession({ userId, sessionId, name, act }: Props) {
  const tEnd = useTexts("admin").endSession;
  const t = tEnd[act];
  const { call } = useAuthClient();
  const { open, dialog } = useDialog(async () => {
    const user = `/api/admin/users/${encodeURIComponent(userId)}`;
    await call(`${user}/sessions/${encodeURIComponent(sessionId)}`, { method: "DELETE" });
    return t.done({ name });
  });
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        aria-label={t.labelOf({ name })}
        className="noscript:hidden"
        onClick={open}
      >
        {t.label}
      </Button>
      <ConfirmDialog {...dialog} title={t.title({ name })} confirm={t.label}>
        <p>{tEnd.effect}</p>
      </ConfirmDialog>
    </>
  );
}
