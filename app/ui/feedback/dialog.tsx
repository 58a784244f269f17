"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";

export interface DialogProps {
  open: boolean;
  /** Escape asks to close; left out, nothing but what the sheet offers closes it. */
  onOpenChange?: (open: boolean) => void;
  title: string;
  /** What is going on, read out when the sheet opens. */
  children: ReactNode;
  /** What can be done about it. */
  footer: ReactNode;
  initialFocus?: RefObject<HTMLElement | null>;
  /** Stands over a blanked page: the only thing to see. The page itself takes the focus back when it is there again. */
  alone?: boolean;
}

const POPUP =
  "fixed inset-x-0 bottom-0 z-30 flex max-h-[88dvh] flex-col overflow-y-auto rounded-t-3xl bg-raised p-6 shadow-float outline-none transition duration-200 ease-out data-ending-style:translate-y-6 data-ending-style:opacity-0 data-starting-style:translate-y-6 data-starting-style:opacity-0 sm:inset-x-auto sm:start-1/2 sm:top-1/2 sm:bottom-auto sm:w-[27rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-3xl sm:data-ending-style:-translate-y-[48%] sm:data-starting-style:-translate-y-[48%] rtl:sm:translate-x-1/2";
const BACKDROP =
  "fixed inset-0 z-30 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0";

/** A dialog somebody has to answer. On a phone it rises from the edge the thumb is at. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, children, footer, alone = false, ...focus } = props;
  const opener = useRef<Element | null>(null);

  useLayoutEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);

  /** What was pressed may have gone with what was done; then the page itself is the next best place. */
  function whereFocusGoes() {
    const { current } = opener;
    if (current === document.body) return false;
    if (current instanceof HTMLElement && current.isConnected && !current.closest("[inert]")) return current;
    // Handed over, it would go on to the first button of the page.
    document.getElementById("main")?.focus();
    return false;
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <AlertDialog.Portal data-sheet="" data-over-blank={alone ? "" : undefined}>
        <AlertDialog.Backdrop className={`${BACKDROP} ${alone ? "bg-canvas" : "bg-veil"}`} />
        <AlertDialog.Popup
          finalFocus={alone ? false : whereFocusGoes}
          className={alone ? `${POPUP} border border-line` : POPUP}
          {...focus}
        >
          <AlertDialog.Title className="text-xl leading-snug wrap-anywhere font-semibold tracking-tight">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="mt-3 flex shrink-0 flex-col gap-3 text-muted">
            {children}
          </AlertDialog.Description>
          {footer}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** The buttons of a sheet: side by side, on a phone above one another with the likely one on top. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}
