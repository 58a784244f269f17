import { durationInWords } from "./duration";

/**
 * What a screen reader is told of a countdown: each minute, within the last minute every 20 seconds. The words change
 * only when there is something new to say, so a live region may hold them.
 *
 * @param remaining milliseconds
 */
export function countdownInWords(remaining: number): string {
  const seconds = Math.max(0, remaining / 1000);
  const step = seconds > 60 ? 60 : 20;
  return `${durationInWords(Math.ceil(seconds / step) * step)} left`;
}
