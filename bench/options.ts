import { parseArgs } from "node:util";

/** How thorough a run is. */
export interface Options {
  /** Without the warm-up. */
  rounds: number;
  /** Seconds per measurement. */
  seconds: number;
  /** The size of the large database. */
  users: number;
  sessions: number;
  /** The names of the comparisons to measure; all if empty. */
  only: string[];
  /** An earlier commit to compare with, instead of everything else; null for none. */
  before: string | null;
  /** How often the servers of both commits are started. */
  launches: number;
  /** Measures only the processor time, and fails when a ratio misses its aim by more than a tenth. */
  check: boolean;
}

/** Many short rounds, so that other work on the machine affects all sites alike. */
const FULL = { rounds: 15, seconds: 0.8, users: 100_000, sessions: 500_000 };
const QUICK = { rounds: 5, seconds: 0.4, users: 2_000, sessions: 10_000 };

const DEFAULT_LAUNCHES = 3;

/**
 * Reads the command line: `--quick` for a first impression; `--rounds`, `--seconds`, `--users` and `--sessions` to set
 * single values; `--only list,dashboard` for some of the measurements; `--check` for the processor time alone, and an exit
 * code of 1 when a ratio misses its aim by more than a tenth; `--before <commit>` for a comparison with earlier sources, of
 * `--launches` starts.
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
      check: { type: "boolean" },
      before: { type: "string" },
      launches: { type: "string" },
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
    before: values.before ?? null,
    launches: Number(values.launches ?? DEFAULT_LAUNCHES),
    check: values.check ?? false,
  };
}
