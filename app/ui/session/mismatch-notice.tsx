"use client";

import { Button } from "@/app/ui/button";
import { Sheet, SheetActions } from "@/app/ui/feedback/dialog";

/** Another tab has signed somebody else in: what is open here belongs to the one before, and nothing of it is sent. */
export function MismatchNotice() {
  return (
    <Sheet
      open
      alone
      title="Somebody else is signed in now"
      footer={
        <SheetActions>
          <Button onClick={() => location.reload()}>Load now</Button>
        </SheetActions>
      }
    >
      <p>
        Another tab of this browser has changed who is signed in. Nothing was saved in their name; this page
        loads again, for them.
      </p>
    </Sheet>
  );
}
