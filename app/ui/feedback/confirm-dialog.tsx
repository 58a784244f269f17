"use client";

import { type ReactNode, useRef } from "react";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "./dialog";
import { Notice } from "./notice";

export interface DialogState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isPending: boolean;
  /** Why the action failed; stays until the next try. */
  error: string | null;
  onConfirm: () => void;
}

interface Props extends DialogState {
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  confirm: string;
  look?: "danger" | "primary";
}

/** Asks before something ends. */
export function ConfirmDialog({ title, children, confirm, look = "danger", ...state }: Props) {
  const { open, onOpenChange, isPending, error, onConfirm } = state;
  const cancel = useRef<HTMLButtonElement>(null);

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      initialFocus={cancel}
      footer={
        <>
          {error && (
            <Notice tone="danger" role="alert" className="mt-4">
              {error}
            </Notice>
          )}
          <DialogActions>
            <Button ref={cancel} variant="quiet" onClick={() => onOpenChange(false)}>
              {/* What is on its way is not called back. */}
              {isPending ? "Close" : "Cancel"}
            </Button>
            <Button variant={look} aria-disabled={isPending} onClick={() => !isPending && onConfirm()}>
              {isPending ? "One moment…" : confirm}
            </Button>
          </DialogActions>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
