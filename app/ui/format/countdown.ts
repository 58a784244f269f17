import { durationInWords } from "./duration";

/**
 * What a screen reader is told of a countdown: each minute, within the last minute every 20 seconds. The words change
 * only when there is something new to say, so a live region may hold them.
 *
 * @param seconds until the end
 */
export function countdownInWords(seconds: number): string {
  const step = seconds > 60 ? 60 : 20;
  return `${durationInWords(Math.ceil(Math.max(0, seconds) / step) * step)} left`;
}
