import { type EndReason, historyText } from "@/lib/session/reasons";

/** @returns why a session ended, as a line that stands alone: "Unused for longer than its idle limit". */
export function endedCause(reason: EndReason): string {
  const text = historyText(reason);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
