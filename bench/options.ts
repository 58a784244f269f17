import { parseArgs } from "node:util";

/** How thorough a run is. */
export interface Options {
  /** Counted rounds; one more comes first, as a warm-up. */
  rounds: number;
  /** Seconds of each measurement. */
  seconds: number;
  /** What the large database holds. */
  users: number;
  sessions: number;
  /** Names of the measurements wanted; all when empty. */
  only: string[];
}

const FULL = { rounds: 7, seconds: 2, users: 100_000, sessions: 500_000 };
const QUICK = { rounds: 3, seconds: 0.7, users: 2_000, sessions: 10_000 };

/**
 * `--quick` for a first impression, `--rounds`, `--seconds`, `--users` and `--sessions` to choose for oneself, and
 * `--only list,page` for some of the measurements.
 */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean" },
      rounds: { type: "string" },
      seconds: { type: "string" },
      users: { type: "string" },
      sessions: { type: "string" },
      only: { type: "string" },
    },
  });
  const preset = values.quick ? QUICK : FULL;
  return {
    rounds: Number(values.rounds ?? preset.rounds),
    seconds: Number(values.seconds ?? preset.seconds),
    users: Number(values.users ?? preset.users),
    sessions: Number(values.sessions ?? preset.sessions),
    only: values.only?.split(",") ?? [],
  };
}
