"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type Refusal, refusalInWords, toRefusal } from "@/app/ui/format/error-message";
import type { SheetState } from "./confirm-dialog";
import { useToast } from "./toaster";
import { useUpToDate } from "./use-current-error";

/**
 * Asking first, then doing: what a confirmation sheet needs to know.
 *
 * @param carryOut does what was asked about; @returns what was done, in words, and rejects with a typed error
 */
export function useSheet(carryOut: () => Promise<string>) {
  const router = useRouter();
  const { tellDone, tellFailed } = useToast();
  const [open, setOpen] = useState(false);
  // As it is now, for what ends later.
  const isOpen = useRef(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const told = useUpToDate(refusal);

  function show(next: boolean) {
    isOpen.current = next;
    setOpen(next);
  }

  function ask() {
    setRefusal(null);
    show(true);
  }

  async function confirm() {
    setPending(true);
    setRefusal(null);
    try {
      tellDone(await carryOut());
      show(false);
      // What the server rendered is about the time before: ask it again.
      router.refresh();
    } catch (thrown) {
      const refusal = toRefusal(thrown);
      if (isOpen.current) setRefusal(refusal);
      else tellFailed(`That was not done. ${refusalInWords(refusal)}`);
    } finally {
      setPending(false);
    }
  }

  const sheet: SheetState = {
    open,
    onOpenChange: show,
    isPending,
    error: told && refusalInWords(told),
    onConfirm: () => void confirm(),
  };
  return { ask, sheet };
}
