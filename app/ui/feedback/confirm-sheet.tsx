"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Button } from "@/app/ui/button";
import { Notice } from "./notice";

export interface SheetState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isPending: boolean;
  /** Why it was not done; stays until the next try. */
  error: string | null;
  onConfirm: () => void;
}

interface Props extends SheetState {
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  confirm: string;
  look?: "danger" | "primary";
}

/** Asks before something ends. On a phone it rises from the edge the thumb is at. */
export function ConfirmSheet({ title, children, confirm, look = "danger", ...state }: Props) {
  const { open, onOpenChange, isPending, error, onConfirm } = state;
  const cancel = useRef<HTMLButtonElement>(null);
  const opener = useRef<Element | null>(null);

  useLayoutEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);

  /** What was pressed may have gone with what was ended; then the page itself is the next best place. */
  function whereFocusGoes() {
    return opener.current instanceof HTMLElement && opener.current.isConnected
      ? opener.current
      : document.getElementById("main");
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-30 bg-veil transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup
          initialFocus={cancel}
          finalFocus={whereFocusGoes}
          className="fixed inset-x-0 bottom-0 z-30 flex max-h-[88dvh] flex-col rounded-t-3xl bg-raised p-6 shadow-float outline-none transition duration-200 ease-out data-ending-style:translate-y-6 data-ending-style:opacity-0 data-starting-style:translate-y-6 data-starting-style:opacity-0 sm:inset-x-auto sm:start-1/2 sm:top-1/2 sm:bottom-auto sm:w-[27rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-3xl sm:data-ending-style:-translate-y-[48%] sm:data-starting-style:-translate-y-[48%] rtl:sm:translate-x-1/2"
        >
          <AlertDialog.Title className="text-xl leading-snug font-semibold tracking-tight">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="mt-3 flex min-h-0 flex-col gap-3 text-muted">
            {children}
          </AlertDialog.Description>
          {error && (
            <Notice tone="danger" role="alert" className="mt-4">
              {error}
            </Notice>
          )}
          <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <AlertDialog.Close ref={cancel} render={<Button look="quiet" />}>
              Cancel
            </AlertDialog.Close>
            <Button look={look} aria-disabled={isPending} onClick={() => !isPending && onConfirm()}>
              {isPending ? "One moment…" : confirm}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
