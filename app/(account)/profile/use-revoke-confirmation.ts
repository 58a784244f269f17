"use client";

import { useState } from "react";
import type { PendingRevocation } from "@/app/ui/devices/revoke-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { pluralize } from "@/app/ui/format/pluralize";
import type { Sessions } from "@/lib/client/react/use-sessions";

/** Ending devices: what is being asked about, and the sheet that asks. */
export function useRevokeConfirmation({ revoke, revokeAll }: Pick<Sessions, "revoke" | "revokeAll">) {
  // Outlives the open sheet, so that its words do not vanish while it closes.
  const [ending, setEnding] = useState<PendingRevocation | null>(null);

  const { ask, sheet } = useDialog(async () => {
    if (!ending) return "";
    const { scope, devices } = ending;
    if (scope !== "one") return `Signed out ${pluralize((await revokeAll(scope)).revoked, "device")}`;
    for (const { id } of devices) await revoke(id);
    return `Signed out ${devices[0]?.name}`;
  });

  function confirmRevoke(next: PendingRevocation) {
    setEnding(next);
    ask();
  }

  return { ending, sheet, confirmRevoke };
}
