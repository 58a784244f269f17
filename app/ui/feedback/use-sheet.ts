"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Refusal, refusalInWords, toRefusal } from "@/app/ui/words/refusal";
import type { SheetState } from "./confirm-sheet";
import { useToast } from "./toaster";

/**
 * Asking first, then doing: what a confirmation sheet needs to know.
 *
 * @param carryOut does what was asked about; @returns what was done, in words, and rejects with a typed error
 */
export function useSheet(carryOut: () => Promise<string>) {
  const router = useRouter();
  const { tellDone } = useToast();
  const [open, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  function ask() {
    setRefusal(null);
    setOpen(true);
  }

  async function confirm() {
    setPending(true);
    setRefusal(null);
    try {
      tellDone(await carryOut());
      setOpen(false);
      // What the server rendered is about the time before: ask it again.
      router.refresh();
    } catch (thrown) {
      setRefusal(toRefusal(thrown));
    } finally {
      setPending(false);
    }
  }

  const sheet: SheetState = {
    open,
    onOpenChange: setOpen,
    isPending,
    error: refusal && refusalInWords(refusal),
    onConfirm: () => void confirm(),
  };
  return { ask, sheet };
}
