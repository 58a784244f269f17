"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { type AdminAct, AdminDialog } from "@/app/ui/admin/admin-dialog";
import { Button } from "@/app/ui/button";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { AdminUserView } from "@/lib/session/admin/admin-contract";
import { withAdminRole } from "@/lib/session/admin/admin-role";
import type { Role } from "@/lib/session/roles";
import { ActAsUser } from "./act-as-user";

interface Props {
  user: AdminUserView;
  sessionCount: number;
  /** True for the administrator's own account, which they cannot disable. */
  isSelf: boolean;
}

type Call = { path: string; method: "POST" } | { path: string; method: "PUT"; body: { roles: Role[] } };

function callOf(act: AdminAct, roles: Role[]): Call {
  switch (act) {
    case "revoke":
      return { path: "sessions/revoke-all", method: "POST" };
    case "promote":
    case "demote":
      return { path: "roles", method: "PUT", body: { roles: withAdminRole(roles, act === "promote") } };
    default:
      return { path: act, method: "POST" };
  }
}

/** The administrator's actions on an account; each asks for confirmation first. */
export function UserActions({ user, sessionCount, isSelf }: Props) {
  const t = useTexts("admin").act;
  const { call } = useAuthClient();
  const [act, setAct] = useState<AdminAct>("revoke");
  const { open, dialog } = useDialog(async () => {
    const { path, ...request } = callOf(act, user.roles);
    await call(`/api/admin/users/${encodeURIComponent(user.id)}/${path}`, request);
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
