"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { type AdminAct, AdminSheet } from "@/app/ui/admin/admin-sheet";
import { Button } from "@/app/ui/button";
import { useToast } from "@/app/ui/feedback/toaster";
import { type Refusal, refusalInWords, toRefusal } from "@/app/ui/words/refusal";
import { useAuthClient } from "@/lib/client/auth-provider";
import type { AdminUserView } from "@/lib/session/contract";

interface Props {
  user: AdminUserView;
  sessionCount: number;
  /** Nobody shuts themselves out. */
  isSelf: boolean;
}

const PATH: Record<AdminAct, string> = {
  revoke: "sessions/revoke-all",
  disable: "disable",
  enable: "enable",
};

const DONE: Record<AdminAct, string> = { revoke: "Signed out", disable: "Disabled", enable: "Enabled" };

export function UserActions({ user, sessionCount, isSelf }: Props) {
  const { call } = useAuthClient();
  const router = useRouter();
  const { tellDone } = useToast();
  const [act, setAct] = useState<AdminAct>("revoke");
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  function ask(next: AdminAct) {
    setRefusal(null);
    setAct(next);
    setAsking(true);
  }

  async function confirm() {
    setPending(true);
    setRefusal(null);
    try {
      await call(`/api/admin/users/${encodeURIComponent(user.id)}/${PATH[act]}`, { method: "POST" });
      tellDone(`${DONE[act]} ${user.name}`);
      setAsking(false);
      router.refresh();
    } catch (thrown) {
      setRefusal(toRefusal(thrown));
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      {sessionCount > 0 && (
        <Button look="quiet" size="small" onClick={() => ask("revoke")}>
          Sign out everywhere
        </Button>
      )}
      {!isSelf && (
        <Button look="quiet" size="small" onClick={() => ask(user.disabledAt ? "enable" : "disable")}>
          {user.disabledAt ? "Enable account" : "Disable account"}
        </Button>
      )}
      <AdminSheet
        act={act}
        name={user.name}
        sessionCount={sessionCount}
        open={isAsking}
        onOpenChange={setAsking}
        isPending={isPending}
        error={refusal && refusalInWords(refusal)}
        onConfirm={() => void confirm()}
      />
    </>
  );
}
