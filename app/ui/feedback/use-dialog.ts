"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { errorMessage, type FormError, toFormError } from "@/app/ui/format/error-message";
import type { DialogState } from "./confirm-dialog";
import { useToast } from "./toaster";
import { useCurrentError } from "./use-current-error";

/**
 * Asking first, then doing: what a confirmation sheet needs to know.
 *
 * @param carryOut does what was asked about; @returns what was done, in words, and rejects with a typed error
 */
export function useDialog(carryOut: () => Promise<string>) {
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  // As it is now, for what ends later.
  const isOpen = useRef(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<FormError | null>(null);
  const told = useCurrentError(refusal);

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
      toast.success(await carryOut());
      show(false);
      // What the server rendered is about the time before: ask it again.
      router.refresh();
    } catch (thrown) {
      const refusal = toFormError(thrown);
      if (isOpen.current) setRefusal(refusal);
      else toast.error(`That didn’t work. ${errorMessage(refusal)}`);
    } finally {
      setPending(false);
    }
  }

  const sheet: DialogState = {
    open,
    onOpenChange: show,
    isPending,
    error: told && errorMessage(told),
    onConfirm: () => void confirm(),
  };
  return { ask, sheet };
}
