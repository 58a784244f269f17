"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import type { PendingRevocation } from "@/app/ui/devices/revoke-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import type { Sessions } from "@/lib/client/react/use-sessions";

/** The confirmation of a sign-out on other devices: which ones, and the dialog's state. */
export function useRevokeConfirmation({ revoke, revokeAll }: Pick<Sessions, "revoke" | "revokeAll">) {
  const t = useTexts("devices");
  // Kept after the dialog is closed, so that its text stays while it closes.
  const [revocation, setRevocation] = useState<PendingRevocation | null>(null);

  const { open, dialog } = useDialog(async () => {
    if (!revocation) return "";
    const { scope, devices } = revocation;
    if (scope !== "one") return t.signedOutDevices({ count: (await revokeAll(scope)).revoked });
    for (const { id } of devices) await revoke(id);
    return t.signedOut({ name: devices[0]?.name ?? "" });
  });

  function confirmRevoke(next: PendingRevocation) {
    setRevocation(next);
    open();
  }

  return { revocation, dialog, confirmRevoke };
}
