"use client";

import { useTexts } from "#texts";
import { momentInWords } from "@/app/ui/format/date-time";
import { recordedDevice } from "@/app/ui/format/device";
import { describeSessionEnd } from "@/app/ui/format/session-end";
import type { LoginReason } from "@/lib/session/reasons";
import { useLocale } from "./locale";
import { useNow } from "./now";

export interface SessionEndInfo {
  reason: LoginReason;
  /** The device it was ended from, as its record has it; null when it is not known. */
  from: string | null;
  /** ISO 8601; null when it is not known. */
  at: string | null;
  /** An administrator acted as the user in this session. */
  isImpersonated?: boolean;
}

/** How a session ended, in one sentence: "You ended this session from Chrome on Windows, today at 14:02." */
export function SessionEndSentence({ end: { from, at, ...end } }: { end: SessionEndInfo }) {
  const reader = { ...useLocale(), t: useTexts("time") };
  const tSessionEnd = useTexts("sessionEnd");
  const tDevice = useTexts("device");
  const now = useNow(60_000);
  const when = at && momentInWords(Date.parse(at), now, reader);
  const device = from && recordedDevice(from, tDevice);
  return describeSessionEnd({ ...end, from: device, when }, tSessionEnd);
}
