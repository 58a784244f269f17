"use client";

import { type ReactNode, useMemo } from "react";
import type { Messages } from "@/lib/texts/message";
import { TextsProvider, useLanguage } from "./texts-provider";

/**
 * Gives a part that was loaded after the page its texts.
 *
 * @param props.later in the language of the page, as `withLaterTexts` has loaded them
 */
export function LaterTexts({ later, children }: { later: Messages; children: ReactNode }) {
  const language = useLanguage();
  const messages = useMemo(() => JSON.stringify(later), [later]);
  return (
    <TextsProvider name={language} language={language} messages={messages}>
      {children}
    </TextsProvider>
  );
}
