"use client";

import { useRef, useState } from "react";
import { useLanguage, useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { countdownInWords } from "@/app/ui/format/countdown";
import type { ExpiryReason } from "@/lib/session/reasons";
import { formatCountdown } from "@/lib/texts/duration";

export interface ExpiryWarningDialogProps {
  /** Null while no limit is near. */
  warning: { kind: ExpiryReason } | null;
  /** Whole seconds until the session ends. */
  remaining: number;
  /** Stays signed in; at the maximum length, which cannot be extended, it only closes the warning. */
  onStay: () => void;
  onSignOut: () => void;
}

/** Warns before a session expires, early enough to react, and extends it with one key (WCAG 2.2, 2.2.1). */
export function ExpiryWarningDialog({ warning, remaining, onStay, onSignOut }: ExpiryWarningDialogProps) {
  const t = useTexts("session").expiry;
  const tTime = useTexts("time");
  const language = useLanguage();
  const stay = useRef<HTMLButtonElement>(null);
  // Kept after the warning is gone, so that the text stays while the dialog closes.
  const [kind, setKind] = useState<ExpiryReason>(warning?.kind ?? "idle");
  if (warning && warning.kind !== kind) setKind(warning.kind);
  const text = t[kind];

  return (
    <Dialog
      open={warning !== null}
      onOpenChange={onStay}
      title={text.title}
      initialFocus={stay}
      footer={
        <DialogActions>
          <Button variant="quiet" onClick={onSignOut}>
            {t.signOutNow}
          </Button>
          <Button ref={stay} onClick={onStay}>
            {text.stay}
          </Button>
        </DialogActions>
      }
    >
      <p>{text.text}</p>
      {/* The visible countdown changes each second; screen readers hear it less often. */}
      <p aria-hidden className="text-3xl font-[450] tracking-tight text-ink tabular-nums">
        {formatCountdown(remaining, language)}
      </p>
      <p role="status" aria-live="polite" className="sr-only">
        {countdownInWords(remaining, tTime)}
      </p>
    </Dialog>
  );
}
