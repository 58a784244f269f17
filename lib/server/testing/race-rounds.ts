/** How often each race is run; `RACE_ROUNDS=5000` runs it thousands of times, which takes minutes. */
const asked = process.env.RACE_ROUNDS;

/** The tests of races have this time limit, in milliseconds: a round waits for a server that has other work too. */
export const raceTimeoutMs = (rounds: number): number => 30_000 + rounds * 500;

/** @param usual how many rounds `npm test` runs: enough to find a read that is not under the lock of its decision */
export const raceRounds = (usual: number): number => (asked ? Number(asked) : usual);
