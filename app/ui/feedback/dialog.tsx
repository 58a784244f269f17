"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { BrandMark } from "@/app/ui/shell/brand";
import { rememberPlace } from "./focus-place";

export interface DialogProps {
  open: boolean;
  /** Called when Escape is pressed. Left out, only the dialog's own buttons close it. */
  onOpenChange?: (open: boolean) => void;
  title: string;
  /** The text of the dialog. Screen readers read it out when the dialog opens. */
  children: ReactNode;
  /** The buttons, usually in `DialogActions`. */
  footer: ReactNode;
  /** The element that has the focus when the dialog opens. */
  initialFocus: RefObject<HTMLElement | null>;
  /** True over a hidden page, where the dialog is the only visible thing. The page then restores the focus itself. */
  alone?: boolean;
}

const POPUP =
  "fixed inset-x-0 bottom-0 z-30 flex max-h-[88dvh] flex-col overflow-y-auto rounded-t-3xl bg-raised p-6 shadow-float outline-none transition duration-200 ease-out data-ending-style:translate-y-6 data-ending-style:opacity-0 data-starting-style:translate-y-6 data-starting-style:opacity-0 sm:inset-x-auto sm:start-1/2 sm:top-1/2 sm:bottom-auto sm:w-[27rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-3xl sm:data-ending-style:-translate-y-[48%] sm:data-starting-style:-translate-y-[48%] rtl:sm:translate-x-1/2";
const BACKDROP =
  "fixed inset-0 z-30 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0";

/**
 * A modal dialog with a title, a text and buttons. A click outside does not close it; Escape asks `onOpenChange` to. On a
 * phone it stands at the lower edge, within reach of the thumb. When it closes, the focus returns to the element that
 * had it before.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, children, footer, initialFocus, alone = false } = props;
  const opener = useRef<Element | null>(null);
  const focusNearOpener = useRef<(() => void) | null>(null);

  useLayoutEffect(() => {
    if (!open || !document.activeElement) return;
    opener.current = document.activeElement;
    focusNearOpener.current = rememberPlace(document.activeElement);
  }, [open]);

  /** Base UI would do it a frame later. A key that the user presses before that would go to the page below. */
  function takeFocus() {
    initialFocus.current?.focus();
    return false;
  }

  /** The button that opened the dialog may be gone, for example with its row. Then the focus goes to what stood beside it. */
  function focusTarget() {
    const { current } = opener;
    if (current === document.body) return false;
    if (current instanceof HTMLElement && current.isConnected && !current.closest("[inert]")) return current;
    // Returned to Base UI, a row would pass the focus on to the first button in it.
    focusNearOpener.current?.();
    return false;
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <AlertDialog.Portal data-dialog="" data-over-blank={alone ? "" : undefined}>
        <AlertDialog.Backdrop className={`${BACKDROP} ${alone ? "bg-canvas" : "bg-veil"}`} />
        <AlertDialog.Popup
          initialFocus={takeFocus}
          finalFocus={alone ? false : focusTarget}
          className={`${POPUP} border ${alone ? "border-line" : "border-transparent"}`}
        >
          {alone && <BrandMark className="mb-4 size-9 shrink-0" />}
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

/** The buttons of a dialog: side by side; on a phone in a column with the main one, which comes last in the code, on top. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}
