"use client";

import { type ReactNode, useEffect } from "react";
import { Notice } from "@/app/ui/feedback/notice";

/** Says why the last session ended. It removes the reason from the address, so that a reload does not repeat it. */
export function ReasonNotice({ children }: { children: ReactNode }) {
  useEffect(() => {
    const url = new URL(location.href);
    url.searchParams.delete("reason");
    history.replaceState(history.state, "", url);
  }, []);
  return (
    <Notice tone="info" role="status">
      {children}
    </Notice>
  );
}
