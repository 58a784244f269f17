"use client";

import { useRef } from "react";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";

/** Shown when another tab has signed in a different user. This page belongs to the user before, and sends nothing. */
export function MismatchNotice() {
  const reload = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      alone
      title="You switched accounts"
      initialFocus={reload}
      footer={
        <DialogActions>
          <Button ref={reload} onClick={() => location.reload()}>
            Reload
          </Button>
        </DialogActions>
      }
    >
      <p>
        A different account signed in from another tab. Nothing on this page was saved to it. Reload to
        continue as that account.
      </p>
    </Dialog>
  );
}
