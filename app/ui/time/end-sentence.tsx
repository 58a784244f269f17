"use client";

import { momentInWords } from "@/app/ui/words/moment";
import { endText } from "@/lib/session/reasons";
import type { EndView } from "@/lib/session/stream-message";
import { useLocale } from "./locale";
import { useNow } from "./now";

export type ToldEnd = Pick<EndView, "reason" | "from" | "at">;

/** How a session ended, in one sentence: "You ended this session from Chrome on Windows, today at 14:02." */
export function EndSentence({ end: { reason, from, at } }: { end: ToldEnd }) {
  const { locale, timeZone } = useLocale();
  const now = useNow(60_000);
  return endText({ reason, from, when: momentInWords(Date.parse(at), now, locale, timeZone) });
}
