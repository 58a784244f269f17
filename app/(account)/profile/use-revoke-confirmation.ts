"use client";

import { useState } from "react";
import type { Ending } from "@/app/ui/devices/revoke-dialog";
import { useSheet } from "@/app/ui/feedback/use-dialog";
import { countOf } from "@/app/ui/format/pluralize";
import type { Sessions } from "@/lib/client/react/use-sessions";

/** Ending devices: what is being asked about, and the sheet that asks. */
export function useEnding({ revoke, revokeAll }: Pick<Sessions, "revoke" | "revokeAll">) {
  // Outlives the open sheet, so that its words do not vanish while it closes.
  const [ending, setEnding] = useState<Ending | null>(null);

  const { ask, sheet } = useSheet(async () => {
    if (!ending) return "";
    const { scope, devices } = ending;
    if (scope !== "one") return `Signed out ${countOf((await revokeAll(scope)).revoked, "device")}`;
    for (const { id } of devices) await revoke(id);
    return `Signed out ${devices[0]?.name}`;
  });

  function askToEnd(next: Ending) {
    setEnding(next);
    ask();
  }

  return { ending, sheet, askToEnd };
}
