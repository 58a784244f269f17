/**
 * Every interleaving of an honest browser, within small bounds: no session is ended as reused, and no tab comes to
 * believe that a living session is over. Answers come within 8 s or not at all: a tab gives up by then.
 *
 * A lost answer to a password change leaves the browser behind the barrier, where it is only told `superseded`:
 * the person signs in again, but nothing is ended and nothing is alarmed. That is no false logout.
 */
import { describe, expect, it } from "vitest";
import type { Family } from "./decision";
import type { SessionRecord } from "./session";
import {
  type Budget,
  type Exception,
  isFalseLogout,
  keyOf,
  type State,
  WORLD,
  type World,
} from "./testing/model-state";
import { begin, steps } from "./testing/model-transitions";

type Walk = { states: number; story: string[] | null };

interface Story {
  name: string;
  before: Story | null;
}

/** Walks through everything that can happen, and stops at the first false logout with the story that led to it. */
function walk(changes: Partial<Omit<World, "budget">>, budget: Partial<Budget>): Walk {
  const world: World = { ...WORLD, ...changes, budget: { ...WORLD.budget, ...budget } };
  const seen = new Set<string>();
  let level: { state: State; story: Story | null }[] = [{ state: begin(world), story: null }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { state: from, story: before } of level) {
      for (const { name, state } of steps(from, world)) {
        const key = keyOf(state);
        if (seen.has(key)) continue;
        seen.add(key);
        const story = { name, before };
        const found = isFalseLogout(state);
        if (found) return { states: seen.size, story: [...told(story), found] };
        next.push({ state, story });
      }
    }
    level = next;
  }
  return { states: seen.size, story: null };
}

function told(story: Story | null): string[] {
  return story ? [...told(story.before), story.name] : [];
}

const WORLDS: [string, Partial<Budget>][] = [
  ["refreshes", { refresh: 5, time: 3 }],
  ["refreshes and a crash", { refresh: 4, time: 3, crash: 1 }],
  ["refreshes and two crashes", { refresh: 3, time: 3, crash: 2 }],
  ["re-authentication and a crash", { refresh: 2, reauthenticate: 1, time: 3, crash: 1 }],
  ["a password change", { refresh: 3, "change password": 1, time: 1 }],
  ["a password change and a crash", { refresh: 2, "change password": 1, time: 2, crash: 1 }],
  ["a sign-in", { refresh: 3, "sign in": 1, time: 1 }],
  ["a sign-out", { refresh: 3, "sign out": 1, time: 2 }],
  ["a sign-out, a sign-in and a crash", { refresh: 2, "sign out": 1, "sign in": 1, crash: 1 }],
];

const PATIENCE = { timeout: 60_000 };

describe("an honest browser is never logged out falsely", PATIENCE, () => {
  it.each(WORLDS)("with two tabs, answers lost, late and out of order: %s", (_, budget) => {
    const { states, story } = walk({}, budget);
    expect(story).toBeNull();
    expect(states).toBeGreaterThan(5_000);
  });
});

/** Every rule, and the world in which an honest browser suffers when it is taken out. */
const RULES: [string, Partial<Omit<World, "budget">>, Partial<Budget>][] = [
  [
    "the predecessor gets the same successor again",
    { hide: (family) => withSession(family, { seenAt: Number.NEGATIVE_INFINITY }) },
    { refresh: 2, time: 1 },
  ],
  [
    "at any age, when it was not given late before",
    { hide: (family) => withSession(family, { lateRepeats: 2 }) },
    { refresh: 2, time: 1 },
  ],
  [
    "late twice, not once",
    { hide: (family) => withSession(family, { lateRepeats: family.session.lateRepeats && 2 }) },
    { refresh: 3, time: 2 },
  ],
  [
    "and for the grace after its successor was first seen",
    {
      hide: (family) =>
        withSession(family, { seenAt: family.session.seenAt === null ? null : Number.NEGATIVE_INFINITY }),
    },
    { refresh: 3, time: 1 },
  ],
  ["a use within the grace is not yet a sight", { seenAfter: -1 }, { refresh: 2, time: 1, crash: 1 }],
  [
    "a token overtaken on its way gives nothing and ends nothing",
    {
      hide: (family) => ({ ...family, successor: family.successor && { ...family.successor, usedAt: null } }),
    },
    { refresh: 3 },
  ],
  [
    "behind the barrier, nothing is ended",
    // With a seal, so that the row for a predecessor, which now comes first, has something to give.
    {
      hide: ({ token, ...family }) =>
        withSession({ ...family, token: { ...token, sealedSuccessor: "a.1" } }, { minGeneration: 0 }),
    },
    { refresh: 2, "change password": 1, time: 1 },
  ],
  ["a late answer overwrites no newer cookie", { namedCookies: false }, { refresh: 5, time: 1 }],
  [
    "a refusal is believed only in the epoch it was asked in",
    { checksEpoch: false },
    { refresh: 1, "sign in": 1 },
  ],
  ["a refused refresh clears no cookie", { keepsCookies: false }, { refresh: 4 }],
  ["a request is given up after 8 s", { givesUp: false }, { refresh: 3, time: 1 }],
];

function withSession(family: Family, set: Partial<SessionRecord>): Family {
  return { ...family, session: { ...family.session, ...set } };
}

describe("each rule is needed: taken out, an honest browser is logged out", PATIENCE, () => {
  it.each(RULES)("%s", (_, changes, budget) => {
    expect(walk({}, budget).story).toBeNull();
    expect(walk(changes, budget).story).not.toBeNull();
  });
});

const EXCEPTIONS: [Exception, Partial<Budget>][] = [
  ["a third late answer in a row", { refresh: 4, time: 1 }],
  ["a crash that takes back two rotations", { refresh: 3, time: 1, crash: 1 }],
  ["a crash that takes back a late answer", { refresh: 3, time: 2, crash: 1 }],
];

describe("the known exceptions", PATIENCE, () => {
  it.each(EXCEPTIONS)("%s ends an honest session", (exception, budget) => {
    expect(walk({}, budget).story).toBeNull();
    expect(walk({ exception }, budget).story?.at(-1)).toBe("reuse_detected");
  });
});
