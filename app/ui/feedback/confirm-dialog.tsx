"use client";

import { type ReactNode, useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "./dialog";
import { Notice } from "./notice";

export interface DialogState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isPending: boolean;
  /** Why the action failed, as a sentence. Stays until the next try. */
  error: string | null;
  onConfirm: () => void;
}

interface Props extends DialogState {
  title: string;
  /** What the action does, and what it leaves alone. */
  children: ReactNode;
  /** The label of the button that does it. */
  confirm: string;
  variant?: "danger" | "primary";
}

/**
 * A dialog that asks before an action. The focus starts on Cancel. While the action runs, its button is busy, and an
 * error is shown above the buttons. `useDialog` provides the state.
 */
export function ConfirmDialog({ title, children, confirm, variant = "danger", ...state }: Props) {
  const { open, onOpenChange, isPending, error, onConfirm } = state;
  const t = useTexts("form");
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
              {/* Closing the dialog does not stop a request that is on its way. */}
              <span>{isPending ? t.close : t.cancel}</span>
            </Button>
            <Button variant={variant} aria-disabled={isPending} onClick={() => !isPending && onConfirm()}>
              {isPending ? t.oneMoment : confirm}
            </Button>
          </DialogActions>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
