/** Compares the times of two requests that were sent in turns, in pairs: a sign test, which assumes nothing about noise. */

/** A result this many standard deviations from the expected one happens by chance once in three million times. */
const STANDARD_DEVIATIONS = 5;

/** @returns in how many rounds the first took longer than the second by more than the margin */
export function slowerRounds(first: number[], second: number[], margin: number): number {
  return first.filter((time, round) => time > (second[round] ?? Number.NaN) + margin).length;
}

/** @returns in how many of the rounds one of two equal requests is the slower one, at the very most */
export function slowerRoundsByChance(rounds: number): number {
  return Math.ceil(rounds / 2 + STANDARD_DEVIATIONS * (Math.sqrt(rounds) / 2));
}
