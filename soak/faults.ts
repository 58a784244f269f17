/** What goes wrong in a run, by name. `--faults` chooses among them; the decisions of a seed stay the same. */
export const FAULTS = {
  "lost-answers": "the server does its work, and its answer never arrives",
  "cut-connections": "the connection breaks while a request is on its way",
  crashes: "a browser dies and comes back with cookies of up to 30 seconds before",
  quits: "a browser is quit, and forgets the cookies without an expiry",
  "wrong-clocks": "the clock of a browser's machine is minutes to years off",
  "node-kills": "the second node is killed in the middle of its work, and started again",
  sleeps: "nothing happens for minutes, hours or days: the clocks of the nodes move",
  administrator: "an administrator disables an account, or signs its user out everywhere",
} as const;

export type FaultName = keyof typeof FAULTS;

const ALL = Object.keys(FAULTS) as FaultName[];

/**
 * @param list names with commas between them; `all`, `none`, or names with a minus before them, which leave those out
 * @throws Error that names what is no fault
 */
export function readFaults(list: string): ReadonlySet<FaultName> {
  if (list === "all") return new Set(ALL);
  if (list === "none") return new Set();
  const names = list.split(",").map((name) => name.trim());
  const isWithout = names.every((name) => name.startsWith("-"));
  const named = names.map((name) => (isWithout ? name.slice(1) : name));
  const unknown = named.filter((name) => !Object.hasOwn(FAULTS, name));
  if (unknown.length > 0)
    throw new Error(`There is no fault "${unknown.join('", "')}". npm run soak -- --list names them.`);
  return new Set(ALL.filter((name) => named.includes(name) !== isWithout));
}
