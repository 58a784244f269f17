/**
 * The same exploration with a session that is bound to a key of its browser, and a thief who has every token but not the
 * key. The thief gets no token, the browser is not signed out falsely, and a reused token still ends the session.
 */
import { describe, expect, it } from "vitest";
import type { Family } from "./decision";
import { explore } from "./testing/model-exploration";
import type { Budget, World } from "./testing/model-state";

const BOUND = { bound: true };
const PATIENCE = { timeout: 60_000 };

const WORLDS: [string, Partial<Budget>][] = [
  ["refreshes", { refresh: 3, time: 2, theft: 1 }],
  ["refreshes and a crash", { refresh: 3, time: 1, crash: 1, theft: 1 }],
  ["a thief who tries twice", { refresh: 3, time: 1, theft: 2 }],
  ["nonces that are too old", { refresh: 3, time: 1, stale: 2, theft: 1 }],
  ["re-authentication", { refresh: 2, reauthenticate: 1, time: 1, theft: 1 }],
  ["a password change", { refresh: 1, "change password": 1, time: 1, theft: 1 }],
  ["a sign-in", { refresh: 1, "sign in": 1, time: 1, theft: 1 }],
];

describe("a thief without the key gets nothing, and an honest browser goes on", PATIENCE, () => {
  it.each(WORLDS)("with two tabs of one key, answers lost, late and out of order: %s", (_, budget) => {
    const { states, counterexample } = explore(BOUND, budget);
    expect(counterexample).toBeNull();
    expect(states).toBeGreaterThan(1_000);
  });

  it("as in a world without binding, nothing else changes for the browser alone", () => {
    const budget = { refresh: 3, time: 1, crash: 1 };
    expect(explore(BOUND, budget).states).toBe(explore({}, budget).states);
  });
});

const THIEF = "the thief got a token";

/** Every rule, and a world in which something goes wrong without it. */
const RULES: [string, Partial<Omit<World, "budget">>, Partial<Budget>, string][] = [
  [
    "the current token is given to a proof alone",
    { hide: (family) => (isCurrent(family) ? unbound(family) : family) },
    { theft: 1 },
    THIEF,
  ],
  [
    "the current token is given again to a proof alone",
    { hide: (family) => (isCurrent(family) ? family : unbound(family)) },
    { refresh: 1, theft: 1 },
    THIEF,
  ],
  [
    "the proof is one by the key of the session",
    { hide: (family) => ({ ...family, session: { ...family.session, boundKey: "thief" } }) },
    { theft: 1 },
    THIEF,
  ],
  [
    "a proof is good once",
    { hide: (family) => ({ ...family, proofUsed: false }) },
    { refresh: 1, theft: 1 },
    "a proof was used twice",
  ],
  [
    "the proof is asked for after the refresh table has spoken",
    { asksLast: false },
    { refresh: 2, time: 2, theft: 1 },
    "a reuse was hidden",
  ],
];

function isCurrent({ token, session }: Family): boolean {
  return token.generation === session.generation;
}

function unbound(family: Family): Family {
  return { ...family, session: { ...family.session, binding: null } };
}

describe("each rule is needed", PATIENCE, () => {
  it.each(RULES)("%s", (_, changes, budget, fault) => {
    expect(explore(BOUND, budget).counterexample).toBeNull();
    expect(faultOf({ ...BOUND, ...changes }, budget)).toBe(fault);
  });

  it("without binding, the same thief gets a token", () => {
    expect(faultOf({}, { theft: 1 })).toBe(THIEF);
  });
});

/** The store itself refuses to use a proof twice. */
function faultOf(changes: Partial<Omit<World, "budget">>, budget: Partial<Budget>): string | undefined {
  try {
    return explore(changes, budget).counterexample?.at(-1);
  } catch (error) {
    return (error as Error).message;
  }
}
