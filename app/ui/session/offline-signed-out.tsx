"use client";

import { useEffect, useRef } from "react";
import { MessagePage } from "@/app/ui/feedback/message-page";

/** What is left of a private page that its person has left, while there is no server to load another one from. */
export function OfflineSignedOut() {
  const words = useRef<HTMLElement>(null);
  // What they have pressed is gone, and the focus with it.
  useEffect(() => words.current?.focus(), []);
  return (
    <main ref={words} id="main" tabIndex={-1} className="w-full grow px-5 outline-none sm:px-8">
      <MessagePage code="Signed out" title="You’re signed out on this device" actions={null}>
        You’re offline or Latchkey is unavailable. We’ll finish signing out and open the sign-in page as soon
        as we’re connected.
      </MessagePage>
    </main>
  );
}
