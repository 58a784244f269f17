"use client";

import { useEffect, useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { MessagePage } from "@/app/ui/feedback/message-page";

/** Stands over a hidden page whose dialog is not there yet: a way out that needs no more code. */
export function DialogsUnavailable() {
  const t = useTexts("connection");
  const message = useRef<HTMLDivElement>(null);
  // What had the focus is hidden.
  useEffect(() => message.current?.focus(), []);
  return (
    <div
      ref={message}
      role="alert"
      tabIndex={-1}
      data-over-blank=""
      className="fixed inset-0 z-30 overflow-y-auto bg-canvas px-5 outline-none sm:px-8"
    >
      <MessagePage
        code={t.unavailable.code}
        title={t.unavailable.title}
        actions={<Button onClick={() => location.reload()}>{t.reload}</Button>}
      >
        {t.unavailable.text}
      </MessagePage>
    </div>
  );
}
