"use client";

import { useTexts } from "#texts";
import { momentInWords } from "@/app/ui/format/date-time";
import { describeSessionEnd } from "@/app/ui/format/session-end";
import type { LoginReason } from "@/lib/session/reasons";
import { useLocale } from "./locale";
import { useNow } from "./now";

export interface SessionEndInfo {
  reason: LoginReason;
  /** The name of the device it was ended from; null when it is not known. */
  from: string | null;
  /** ISO 8601; null when it is not known. */
  at: string | null;
}

/** How a session ended, in one sentence: "You ended this session from Chrome on Windows, today at 14:02." */
export function SessionEndSentence({ end: { reason, from, at } }: { end: SessionEndInfo }) {
  const reader = { ...useLocale(), t: useTexts("time") };
  const tSessionEnd = useTexts("sessionEnd");
  const now = useNow(60_000);
  const when = at && momentInWords(Date.parse(at), now, reader);
  return describeSessionEnd({ reason, from, when }, tSessionEnd);
}
