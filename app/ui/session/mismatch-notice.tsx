"use client";

import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";

/** Another tab has signed somebody else in: what is open here belongs to the one before, and nothing of it is sent. */
export function MismatchNotice() {
  return (
    <Dialog
      open
      alone
      title="Somebody else is signed in now"
      footer={
        <DialogActions>
          <Button onClick={() => location.reload()}>Load now</Button>
        </DialogActions>
      }
    >
      <p>
        Another tab of this browser has changed who is signed in. Nothing was saved in their name; this page
        loads again, for them.
      </p>
    </Dialog>
  );
}
