import type { Texts } from "@/lib/texts/catalogue";

/**
 * A countdown for screen readers: it changes each minute, in the last minute every 20 seconds. A live region that holds it
 * is announced only then.
 *
 * @param seconds until the end
 */
export function countdownInWords(seconds: number, t: Texts<"time">): string {
  const step = seconds > 60 ? 60 : 20;
  return t.left({ rest: Math.ceil(Math.max(0, seconds) / step) * step });
}
