"use client";

import { useEffect, useRef } from "react";
import { useTexts } from "#texts";
import { MessagePage } from "@/app/ui/feedback/message-page";

/** Replaces a private page after its user signed out while the server is unreachable. */
export function OfflineSignedOut() {
  const t = useTexts("connection").offline;
  const message = useRef<HTMLElement>(null);
  // The button that had the focus is gone with the page.
  useEffect(() => message.current?.focus(), []);
  return (
    <main ref={message} id="main" tabIndex={-1} className="w-full grow px-5 outline-none sm:px-8">
      <MessagePage code={t.code} title={t.title} actions={null}>
        {t.text}
      </MessagePage>
    </main>
  );
}
