import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { type FaultName, readFaults } from "./faults";

export interface SoakOptions {
  minutes: number;
  /** Gives the same life again, as far as the network allows. */
  seed: string;
  /** The share of the time in which the bot is at work: 0.2 leaves the machine to others for most of the time. */
  load: number;
  faults: ReadonlySet<FaultName>;
  /** Whether to print what there is, and run nothing. */
  list: boolean;
}

/** @throws Error that says which argument is wrong */
export function readOptions(args: string[]): SoakOptions {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: "string", default: "2" },
      seed: { type: "string", default: randomBytes(4).toString("hex") },
      load: { type: "string", default: "1" },
      faults: { type: "string", default: "all" },
      list: { type: "boolean", default: false },
    },
  });
  const minutes = Number(values.minutes);
  const load = Number(values.load);
  if (!(minutes > 0)) throw new Error(`--minutes must be a number above 0, not "${values.minutes}"`);
  if (!(load > 0 && load <= 1)) throw new Error(`--load must be above 0 and at most 1, not "${values.load}"`);
  return { minutes, seed: values.seed, load, faults: readFaults(values.faults), list: values.list };
}
