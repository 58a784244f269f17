"use client";

import { type ReactNode, useEffect } from "react";
import { Notice } from "@/app/ui/feedback/notice";

/** Says once why the last session ended: afterwards the address no longer tells, so a reload does not repeat it. */
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
