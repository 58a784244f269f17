"use client";

import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";

/** Another tab has signed somebody else in: what is open here belongs to the one before, and nothing of it is sent. */
export function MismatchNotice() {
  return (
    <Dialog
      open
      alone
      title="You switched accounts"
      footer={
        <DialogActions>
          <Button onClick={() => location.reload()}>Reload</Button>
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
