"use client";

import { useState } from "react";
import type { Ending } from "@/app/ui/devices/end-sheet";
import { useToast } from "@/app/ui/feedback/toaster";
import { countOf } from "@/app/ui/words/count";
import { type Refusal, toRefusal } from "@/app/ui/words/refusal";
import type { Sessions } from "@/lib/client/use-sessions";

/** Ending devices: what is being asked about, whether it is on its way, and why it failed. */
export function useEnding({ revoke, revokeAll }: Sessions) {
  const { tellDone } = useToast();
  // The ending outlives the open sheet, so that its words do not vanish while it closes.
  const [ending, setEnding] = useState<Ending | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  function ask(next: Ending) {
    setRefusal(null);
    setEnding(next);
    setAsking(true);
  }

  async function carryOut({ scope, devices: [first] }: Ending) {
    if (scope !== "one") {
      const { revoked } = await revokeAll(scope);
      return `Signed out ${countOf(revoked, "device")}`;
    }
    if (first) await revoke(first.id);
    return `Signed out ${first?.name}`;
  }

  async function confirm() {
    if (!ending) return;
    setPending(true);
    setRefusal(null);
    try {
      tellDone(await carryOut(ending));
      setAsking(false);
    } catch (thrown) {
      setRefusal(toRefusal(thrown));
    } finally {
      setPending(false);
    }
  }

  return { ending, isAsking, setAsking, isPending, refusal, ask, confirm };
}
