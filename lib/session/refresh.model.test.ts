/**
 * Explores every interleaving of an honest browser, within small bounds. No session is ended as reused, and no tab
 * comes to believe that a living session is over. Answers arrive within 8 s or not at all: a tab gives up by then.
 *
 * A lost answer to a password change leaves the browser with a token below the minimum generation, which is answered
 * `superseded`: the user signs in again, but no session is ended and no alarm is raised. That is no false logout.
 */
import { describe, expect, it } from "vitest";
import type { Family } from "./decision";
import type { SessionRecord } from "./session";
import { explore } from "./testing/model-exploration";
import type { Budget, World } from "./testing/model-state";

const WORLDS: [string, Partial<Budget>][] = [
  ["refreshes", { refresh: 5, time: 3 }],
  ["refreshes and a crash", { refresh: 4, time: 3, crash: 1 }],
  ["refreshes and two crashes", { refresh: 4, time: 2, crash: 2 }],
  ["re-authentication and a crash", { refresh: 2, reauthenticate: 1, time: 3, crash: 1 }],
  ["a password change", { refresh: 3, "change password": 1, time: 1 }],
  ["a password change and a crash", { refresh: 2, "change password": 1, time: 2, crash: 1 }],
  ["a sign-in", { refresh: 3, "sign in": 1, time: 1 }],
  ["a sign-out", { refresh: 3, "sign out": 1, time: 2 }],
  ["a sign-out, a sign-in and a crash", { refresh: 2, "sign out": 1, "sign in": 1, crash: 1 }],
];

const PATIENCE = { timeout: 60_000 };

describe("an honest browser is never signed out falsely", PATIENCE, () => {
  it.each(WORLDS)("with two tabs, answers lost, late and out of order: %s", (_, budget) => {
    const { states, counterexample } = explore({}, budget);
    expect(counterexample).toBeNull();
    expect(states).toBeGreaterThan(5_000);
  });
});

/** Every rule, and a world in which an honest browser is signed out falsely when the rule is removed. */
const RULES: [string, Partial<Omit<World, "budget">>, Partial<Budget>][] = [
  [
    "the predecessor gets the same successor again",
    { hide: (family) => withSession(family, { seenAt: Number.NEGATIVE_INFINITY }) },
    { refresh: 2, time: 1 },
  ],
  [
    "the predecessor is answered at any age, when no generation was given late before",
    { hide: (family) => withSession(family, { lateGenerations: 2, lateRepeats: 0 }) },
    { refresh: 2, time: 1 },
  ],
  [
    "two generations in a row may be given late, not only one",
    { hide: (family) => withSession(family, { lateGenerations: family.session.lateGenerations && 2 }) },
    { refresh: 4, time: 2 },
  ],
  [
    "a generation that was given in time resets the count",
    {
      hide: (family) =>
        withSession(family, { lateGenerations: family.session.generation >= 2 ? 2 : 0, lateRepeats: 0 }),
    },
    { refresh: 4, time: 1 },
  ],
  ["a use within the grace is not yet a sight", { seenAfter: -1 }, { refresh: 2, time: 1, crash: 1 }],
  [
    "a use within the grace of a repeated answer is not yet a sight either",
    { hideFromBearer: (session) => ({ ...session, repeatedAt: null }) },
    { refresh: 3, time: 2, crash: 1 },
  ],
  [
    "a token from before the predecessor is answered too",
    { hide: withoutChain },
    { refresh: 3, time: 1, crash: 1 },
  ],
  [
    "a token that was answered again in time is answered too",
    { hide: ({ token, ...family }) => ({ ...family, token: { ...token, repeatedAt: null } }) },
    { refresh: 4, time: 2, crash: 1 },
  ],
  [
    "a token below the minimum generation ends nothing",
    // With a sealed successor, so that the row for a predecessor, which now comes first, has something to give.
    { hide: (family) => withSession(withSeal(family), { minGeneration: 0 }) },
    { refresh: 2, "change password": 1, time: 1 },
  ],
  [
    "a refusal is believed only in the epoch it was asked in",
    { checksEpoch: false },
    { refresh: 1, "sign in": 1 },
  ],
];

/**
 * The same for tokens that are no longer in the chain, as after more rotations than it holds. Within the chain, the
 * chain's own row answers before these.
 */
const RULES_BEYOND_THE_CHAIN: [string, Partial<Omit<World, "budget">>, Partial<Budget>][] = [
  [
    "an overtaken token gets nothing and ends nothing",
    {
      hide: (family) => {
        const { successor } = family;
        return { ...withoutChain(family), successor: successor && { ...successor, usedAt: null } };
      },
    },
    { refresh: 3 },
  ],
  ["a late answer overwrites no newer cookie", { namedCookies: false }, { refresh: 5, time: 1 }],
  ["a refused refresh clears no cookie", { keepsCookies: false }, { refresh: 4 }],
  ["a request is given up after 8 s", { givesUp: false }, { refresh: 3, time: 1 }],
];

function withoutChain({ token, ...family }: Family): Family {
  const isOlder = token.generation < family.session.generation - 1;
  return { ...family, token: isOlder ? { ...token, sealedSuccessor: null } : token };
}

function withSeal(family: Family): Family {
  const { token, session } = family;
  if (token.generation !== session.generation - 1) return family;
  const sealed = { ...token, sealedSuccessor: "a.1" };
  return { ...family, token: sealed, chain: [sealed] };
}

function withSession(family: Family, set: Partial<SessionRecord>): Family {
  return { ...family, session: { ...family.session, ...set } };
}

describe("each rule is needed: without it, an honest browser is signed out", PATIENCE, () => {
  it.each(RULES)("%s", (_, changes, budget) => {
    expect(explore({}, budget).counterexample).toBeNull();
    expect(explore(changes, budget).counterexample).not.toBeNull();
  });
});

describe("each rule for tokens beyond the chain is needed, too", PATIENCE, () => {
  it.each(RULES_BEYOND_THE_CHAIN)("%s", (_, changes, budget) => {
    expect(explore({ hide: withoutChain }, budget).counterexample).toBeNull();
    expect(explore({ hide: withoutChain, ...changes }, budget).counterexample).not.toBeNull();
  });
});

describe("the known exception", PATIENCE, () => {
  it("a third late generation in a row ends an honest session", () => {
    const budget = { refresh: 3, time: 2 };
    expect(explore({ lateGenerations: 2 }, budget).counterexample).toBeNull();
    const { counterexample } = explore({ lateGenerations: 2, allowsThirdLate: true }, budget);
    expect(counterexample?.at(-1)).toBe("reuse_detected");
  });
});
