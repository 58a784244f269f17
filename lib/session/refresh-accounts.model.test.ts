/**
 * Explores every interleaving in a browser on which two users are signed in: switches from one to the other, the sign-out
 * of one, and answers for one that arrive after the switch to the other.
 */
import { describe, expect, it } from "vitest";
import { explore } from "./testing/model-exploration";
import type { Budget, World } from "./testing/model-state";

/** With a second user signed in on the browser. */
const TWO_ACCOUNTS: [string, Partial<Budget>][] = [
  ["a switch there and back", { refresh: 2, switch: 2, time: 1 }],
  ["a switch, and a sign-out of one", { refresh: 2, switch: 1, "sign out one": 1 }],
  ["a switch and a crash", { refresh: 2, switch: 1, crash: 1, time: 1 }],
];

const PATIENCE = { timeout: 60_000 };

describe(
  "in a browser with two accounts, no tab acts as another user, and neither ends the other's session",
  PATIENCE,
  () => {
    it.each(TWO_ACCOUNTS)("whatever is late, lost or out of order: %s", (_, budget) => {
      const { states, counterexample } = explore({ secondAccount: true }, budget);
      expect(counterexample).toBeNull();
      expect(states).toBeGreaterThan(1_000);
    });

    it.each<[string, Partial<World>, Partial<Budget>, string]>([
      [
        "a refresh names the user of its tab",
        { namesUser: false },
        { refresh: 1, switch: 1 },
        "a tab of ada acts as another user",
      ],
      [
        "a late answer leaves the cookies of the other account alone",
        { namedCookies: false },
        { refresh: 2, switch: 1 },
        "a living session was taken for ended",
      ],
      [
        "a refusal is believed only in the epoch it was asked in",
        { checksEpoch: false },
        { refresh: 1, switch: 1, "sign out one": 1 },
        "a living session was taken for ended",
      ],
      [
        "signing out one account ends that one alone",
        { signsOutAlone: false },
        { "sign out one": 1 },
        "c was signed out with another",
      ],
    ])("each rule is needed: %s", (_, changes, budget, fault) => {
      expect(explore({ secondAccount: true }, budget).counterexample).toBeNull();
      expect(explore({ secondAccount: true, ...changes }, budget).counterexample?.at(-1)).toBe(fault);
    });
  },
);
