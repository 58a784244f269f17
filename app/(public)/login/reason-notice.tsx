"use client";

import { type ReactNode, useEffect } from "react";
import { Notice } from "@/app/ui/feedback/notice";

interface Props {
  /** True for a suspected theft, which must stand out from an ordinary sign-out. */
  alarming: boolean;
  children: ReactNode;
}

/** Says why the last session ended. It removes the reason from the address, so that a reload does not repeat it. */
export function ReasonNotice({ alarming, children }: Props) {
  useEffect(() => {
    const url = new URL(location.href);
    url.searchParams.delete("reason");
    url.searchParams.delete("error");
    history.replaceState(history.state, "", url);
  }, []);
  return (
    <Notice tone={alarming ? "danger" : "info"} role="status">
      {children}
    </Notice>
  );
}
