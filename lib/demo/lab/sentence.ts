import type { LaneName } from "./timeline";

const NAMES: Record<LaneName, string> = { you: "You", phone: "Your phone", thief: "The thief" };
const IRREGULAR: Record<string, string> = { are: "is", have: "has" };

/** @returns a verb in the form that goes with a device: "you refresh", "the thief refreshes" */
export function verbFor(lane: LaneName, verb: string): string {
  if (lane === "you") return verb;
  if (/(?:s|sh|ch|x)$/.test(verb)) return `${verb}es`;
  return IRREGULAR[verb] ?? (/[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`);
}

/** @returns a sentence about a device: its name, the verb, and what follows */
export function sentence(lane: LaneName, verb: string, rest: string): string {
  return `${NAMES[lane]} ${verbFor(lane, verb)} ${rest}`;
}
