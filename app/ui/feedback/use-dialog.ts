"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useTexts } from "#texts";
import { errorMessage, type FormError, toFormError } from "@/app/ui/format/error-message";
import type { DialogState } from "./confirm-dialog";
import { useToast } from "./toaster";
import { useCurrentError } from "./use-current-error";

/**
 * The state of a confirmation dialog: `open()` shows it, and confirming runs the action. A success is told in a toast and
 * refreshes the page. An error is told in the dialog, or in a toast if the dialog was closed meanwhile. A dialog that was
 * opened again meanwhile, maybe for another thing, is not changed by an action that was confirmed before.
 *
 * @param action resolves with a sentence for the toast; rejects with an `AuthError`
 * @returns `open`, and `dialog`: the props of a `ConfirmDialog`
 */
export function useDialog(action: () => Promise<string>) {
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const router = useRouter();
  const toast = useToast();
  const [isShown, setShown] = useState(false);
  // The state at the moment an action ends, not at the moment it began.
  const isOpen = useRef(false);
  const openings = useRef(0);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<FormError | null>(null);
  const currentError = useCurrentError(error);

  function show(next: boolean) {
    isOpen.current = next;
    setShown(next);
  }

  function open() {
    openings.current += 1;
    setPending(false);
    setError(null);
    show(true);
  }

  async function confirm() {
    const opening = openings.current;
    const isSameOpening = () => openings.current === opening;
    setPending(true);
    setError(null);
    try {
      toast.success(await action());
      if (isSameOpening()) show(false);
      // The server rendered the page before the action: render it again.
      router.refresh();
    } catch (thrown) {
      const failure = toFormError(thrown);
      if (isOpen.current && isSameOpening()) setError(failure);
      else toast.error(tForm.thatDidNotWork({ reason: errorMessage(failure, tErrors) }));
    } finally {
      if (isSameOpening()) setPending(false);
    }
  }

  const dialog: DialogState = {
    open: isShown,
    onOpenChange: show,
    isPending,
    error: currentError && errorMessage(currentError, tErrors),
    onConfirm: () => void confirm(),
  };
  return { open, dialog };
}
