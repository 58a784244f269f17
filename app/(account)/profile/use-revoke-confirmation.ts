"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useTexts } from "#texts";
import type { PendingRevocation } from "@/app/ui/devices/revoke-dialog";
import { useToast } from "@/app/ui/feedback/toaster";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import type { Sessions } from "@/lib/client/react/use-sessions";

type List = Pick<Sessions, "sessions" | "revoke" | "revokeAll">;

/**
 * The confirmation of a sign-out on other devices: which ones, and the dialog's state. A device that is signed out from
 * elsewhere meanwhile leaves the dialog. When none is left, the dialog closes, and a toast says why.
 */
export function useRevokeConfirmation({ sessions, revoke, revokeAll }: List) {
  const t = useTexts("devices");
  const toast = useToast();
  // Kept after the dialog is closed, so that its text stays while it closes.
  const [revocation, setRevocation] = useState<PendingRevocation | null>(null);

  const { open, dialog } = useDialog(async () => {
    if (!revocation) return "";
    const { scope, devices } = revocation;
    if (scope !== "one") return t.signedOutDevices({ count: (await revokeAll(scope)).revoked });
    for (const { id } of devices) await revoke(id);
    return t.signedOut({ name: devices[0]?.name ?? "" });
  });

  // While the dialog's own action runs, its devices have left the list, too.
  const isAsking = dialog.open && !dialog.isPending;
  const shown = revocation && isAsking ? withoutEnded(revocation, sessions) : revocation;
  const isOver = isAsking && shown === null;
  const tellOver = useEffectEvent(() => {
    dialog.onOpenChange(false);
    toast.success(
      revocation?.scope === "one"
        ? t.alreadySignedOut({ name: revocation.devices[0]?.name ?? "" })
        : t.othersAlreadySignedOut,
    );
  });
  useEffect(() => {
    if (isOver) tellOver();
  }, [isOver]);

  function confirmRevoke(next: PendingRevocation) {
    setRevocation(next);
    open();
  }

  return { revocation: shown ?? revocation, dialog, confirmRevoke };
}

/** @returns the revocation without the devices that have left the list; null when all of them have */
function withoutEnded(revocation: PendingRevocation, sessions: List["sessions"]): PendingRevocation | null {
  const listed = new Set(sessions.map(({ id }) => id));
  const devices = revocation.devices.filter(({ id }) => listed.has(id));
  return devices.length > 0 ? { ...revocation, devices } : null;
}
