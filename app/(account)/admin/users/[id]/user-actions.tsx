"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { type AdminAct, AdminDialog } from "@/app/ui/admin/admin-dialog";
import { Button } from "@/app/ui/button";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { AdminUserView } from "@/lib/session/admin-contract";
import type { Role } from "@/lib/session/roles";
import { ActAsUser } from "./act-as-user";

interface Props {
  user: AdminUserView;
  sessionCount: number;
  /** True for the administrator's own account, which they cannot disable. */
  isSelf: boolean;
}

const CALL: Record<AdminAct, { path: string; method?: "PUT"; body?: { roles: Role[] } }> = {
  revoke: { path: "sessions/revoke-all" },
  disable: { path: "disable" },
  enable: { path: "enable" },
  promote: { path: "roles", method: "PUT", body: { roles: ["user", "admin"] } },
  demote: { path: "roles", method: "PUT", body: { roles: ["user"] } },
};

/** The administrator's actions on an account; each asks for confirmation first. */
export function UserActions({ user, sessionCount, isSelf }: Props) {
  const t = useTexts("admin").act;
  const { call } = useAuthClient();
  const [act, setAct] = useState<AdminAct>("revoke");
  const { open, dialog } = useDialog(async () => {
    const { path, method = "POST", body } = CALL[act];
    await call(`/api/admin/users/${encodeURIComponent(user.id)}/${path}`, { method, ...(body && { body }) });
    return t[act].done({ name: user.name });
  });

  const isAdmin = user.roles.includes("admin");

  function confirmAction(next: AdminAct) {
    setAct(next);
    open();
  }

  return (
    <>
      {sessionCount > 0 && (
        <Button variant="quiet" size="small" onClick={() => confirmAction("revoke")}>
          {t.revoke.button}
        </Button>
      )}
      {!isSelf && !isAdmin && !user.disabledAt && !user.deletionAt && <ActAsUser user={user} />}
      {!isSelf && (
        <Button variant="quiet" size="small" onClick={() => confirmAction(isAdmin ? "demote" : "promote")}>
          {t[isAdmin ? "demote" : "promote"].button}
        </Button>
      )}
      {!isSelf && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => confirmAction(user.disabledAt ? "enable" : "disable")}
        >
          {t[user.disabledAt ? "enable" : "disable"].button}
        </Button>
      )}
      <AdminDialog act={act} name={user.name} sessionCount={sessionCount} {...dialog} />
    </>
  );
}
