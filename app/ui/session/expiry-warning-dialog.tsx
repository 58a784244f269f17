"use client";

import { useRef, useState } from "react";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { countdownInWords } from "@/app/ui/format/countdown";
import { formatCountdown } from "@/app/ui/format/duration";
import type { ExpiryReason } from "@/lib/session/reasons";

export interface ExpiryWarningDialogProps {
  /** Null while no limit is near. */
  ending: { kind: ExpiryReason } | null;
  /** Whole seconds until the session ends. */
  remaining: number;
  /** The one thing to press: stay signed in or, where that cannot be, go on until the end. */
  onStay: () => void;
  onSignOut: () => void;
}

const WORDS = {
  idle: {
    title: "Are you still there?",
    text: "You’ll be signed out soon because you’ve been inactive. Your work is kept.",
    stay: "Stay signed in",
  },
  absolute: {
    title: "This session ends soon",
    text: "You’ve reached the maximum session length, which can’t be extended. You’ll sign in again right here and pick up where you left off. Your work is kept.",
    stay: "Got it",
  },
} as const;

/** Warns before a limit is reached, in good time and with one key to press (WCAG 2.2, 2.2.1). */
export function ExpiryWarningDialog({ ending, remaining, onStay, onSignOut }: ExpiryWarningDialogProps) {
  const stay = useRef<HTMLButtonElement>(null);
  // Outlives the warning, so that its words do not vanish while it closes.
  const [kind, setKind] = useState<ExpiryReason>(ending?.kind ?? "idle");
  if (ending && ending.kind !== kind) setKind(ending.kind);
  const words = WORDS[kind];

  return (
    <Dialog
      open={ending !== null}
      onOpenChange={onStay}
      title={words.title}
      initialFocus={stay}
      footer={
        <DialogActions>
          <Button variant="quiet" onClick={onSignOut}>
            Sign out now
          </Button>
          <Button ref={stay} onClick={onStay}>
            {words.stay}
          </Button>
        </DialogActions>
      }
    >
      <p>{words.text}</p>
      {/* For the eye each second; for the ear as often as there is something new to say. */}
      <p aria-hidden className="text-3xl font-[450] tracking-tight text-ink tabular-nums">
        {formatCountdown(remaining)}
      </p>
      <p role="status" aria-live="polite" className="sr-only">
        {countdownInWords(remaining)}
      </p>
    </Dialog>
  );
}
