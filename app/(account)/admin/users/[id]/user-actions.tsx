"use client";

import { useState } from "react";
import { type AdminAct, AdminDialog } from "@/app/ui/admin/admin-dialog";
import { Button } from "@/app/ui/button";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { AdminUserView } from "@/lib/session/contract";

interface Props {
  user: AdminUserView;
  sessionCount: number;
  /** True for the administrator's own account, which they cannot disable. */
  isSelf: boolean;
}

const PATH: Record<AdminAct, string> = {
  revoke: "sessions/revoke-all",
  disable: "disable",
  enable: "enable",
};
const DONE: Record<AdminAct, string> = { revoke: "Signed out", disable: "Disabled", enable: "Enabled" };

/** The administrator's actions on an account; each asks for confirmation first. */
export function UserActions({ user, sessionCount, isSelf }: Props) {
  const { call } = useAuthClient();
  const [act, setAct] = useState<AdminAct>("revoke");
  const { open, dialog } = useDialog(async () => {
    await call(`/api/admin/users/${encodeURIComponent(user.id)}/${PATH[act]}`, { method: "POST" });
    return `${DONE[act]} ${user.name}`;
  });

  function confirmAction(next: AdminAct) {
    setAct(next);
    open();
  }

  return (
    <>
      {sessionCount > 0 && (
        <Button variant="quiet" size="small" onClick={() => confirmAction("revoke")}>
          Sign out everywhere
        </Button>
      )}
      {!isSelf && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => confirmAction(user.disabledAt ? "enable" : "disable")}
        >
          {user.disabledAt ? "Enable account" : "Disable account"}
        </Button>
      )}
      <AdminDialog act={act} name={user.name} sessionCount={sessionCount} {...dialog} />
    </>
  );
}
