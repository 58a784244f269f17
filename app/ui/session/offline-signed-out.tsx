"use client";

import { useEffect, useRef } from "react";
import { MessagePage } from "@/app/ui/feedback/message-page";

/** Replaces a private page after its user signed out while the server is unreachable. */
export function OfflineSignedOut() {
  const message = useRef<HTMLElement>(null);
  // The button that had the focus is gone with the page.
  useEffect(() => message.current?.focus(), []);
  return (
    <main ref={message} id="main" tabIndex={-1} className="w-full grow px-5 outline-none sm:px-8">
      <MessagePage code="Signed out" title="You’re signed out on this device" actions={null}>
        You’re offline or Latchkey is unavailable. We’ll finish signing out and open the sign-in page as soon
        as we’re connected.
      </MessagePage>
    </main>
  );
}
