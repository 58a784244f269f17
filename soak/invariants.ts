/** What must hold during a run. `--list` prints it, and docs/soak.md is held to it by a test. */
import { DATABASE_RULES } from "./database-checks";
import { FAULTS } from "./faults";

/** What every answer is held to, by the part of the soak that looks at it. */
export const ANSWER_RULES = [
  "no user is signed out except for a reason the bot caused, or at a limit", // model.ts, judge
  "nothing is served after an end, also not to copies of a browser", // model.ts and after-the-end.ts
  "the right password is never refused", // account-actions.ts
  "an answer is about the user and the session that asked", // use-session.ts
  "a page shows no user of another browser", // use-session.ts
  "the list of devices has every session that lives, and none that is over", // use-session.ts
  "no answer is a server error, and every refusal says why", // bot-browser.ts and checks.ts
  "every answer is as the description of the API says", // e2e/support/http-browser.ts
  "the memory of a node is flat after the warm-up", // memory.ts
] as const;

/** @returns the faults and the invariants, as `--list` prints them */
export function describeChecks(): string {
  const faults = Object.entries(FAULTS).map(([name, what]) => `  ${name.padEnd(16)} ${what}`);
  return [
    "Faults, for --faults:",
    ...faults,
    "",
    "Invariants of every answer:",
    ...ANSWER_RULES.map((rule) => `  ${rule}`),
    "",
    "Invariants of the database, at every quiet moment:",
    ...Object.keys(DATABASE_RULES).map((rule) => `  ${rule}`),
  ].join("\n");
}
