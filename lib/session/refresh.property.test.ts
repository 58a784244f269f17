/**
 * Thousands of random lives of sessions, honest and stolen, held against what must be true of all of them.
 *
 * The model (`People`) knows who holds which token and what happened when; it does not know the refresh table.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorizePageToken } from "./bearer";
import { isFailure } from "./failure";
import { classify, MAX_CHAIN_LENGTH } from "./refresh";
import {
  ExpectedState,
  expectedVerdict,
  isOver,
  mustNotBeLost,
  rollbacks,
  type SessionHistory,
} from "./testing/expected-state";
import { DAY_MS, GRACE, InMemoryServer, MINUTE_MS, SECOND_MS } from "./testing/in-memory-server";

type Act = (people: ExpectedState, house: InMemoryServer) => void;

/** A command: what it is called in a counterexample, and what it does. The invariants are checked after each. */
function command(name: string, act: Act): fc.Command<ExpectedState, InMemoryServer> {
  return {
    check: () => true,
    run(people, house) {
      act(people, house);
      holds(people, house);
    },
    toString: () => name,
  };
}

/** Presents a token and checks the answer against what everybody may expect of it. */
function present(
  people: ExpectedState,
  house: InMemoryServer,
  token: string,
  how: "refresh" | "password" = "refresh",
) {
  const { life, generation } = people.trace(token);
  const { now } = house;
  const wasEnded = life.ended !== null || isOver(life, now);
  const barred = generation < life.barrier;
  const verdict = expectedVerdict(life, generation, now);
  const answer =
    how === "refresh" ? house.refresh(token) : house.changePassword(token, { signOutOthers: false });
  const { outcome } = answer;

  if (wasEnded) {
    expect(outcome).toMatchObject({ details: { reason: house.session(life.id).endedReason } });
  } else if (barred) {
    expect(outcome).toEqual({ code: "superseded" });
  } else if (verdict === "overtaken") {
    expect(outcome).toEqual({ code: "superseded" });
  } else if (verdict === "theft") {
    expect(outcome).toMatchObject({ details: { reason: "reuse_detected" } });
    const ended = people.lives.filter(
      (one) => one.userId === life.userId && house.session(one.id).endedAt === null,
    );
    if (house.policy.reuseResponse === "user") expect(ended).toEqual([]);
  }
  if (!wasEnded && !barred && verdict === null) expect(isFailure(outcome)).toBe(false);
  if (!isFailure(outcome) && answer.token) record(life, generation, outcome.kind, answer.token, now);
  return { ...answer, life, mayGoOn: !wasEnded && !barred };
}

/** Writes down an answer. The same token is given to every caller: there are never two successors. */
function record(life: SessionHistory, generation: number, kind: string, token: string, now: number): void {
  if (kind === "rotated") {
    life.answeredAt[life.tokens.length - 1] = now;
    life.tokens.push({ token, madeAt: now });
    life.lateGenerations = life.isLate ? life.lateGenerations + 1 : 0;
    life.isLate = false;
  } else {
    expect(token).toBe(life.tokens.at(-1)?.token);
    life.answeredAt[generation] = now;
    if (now - life.lastAnswerAt > GRACE) life.isLate = true;
    expect(life.lateGenerations).toBeLessThanOrEqual(2);
  }
  life.lastAnswerAt = now;
}

/** What must be true at every moment. Said without `expect`, which is slow: this runs a hundred thousand times. */
function holds(people: ExpectedState, house: InMemoryServer): void {
  const { now, policy } = house;
  for (const life of people.lives) {
    const session = house.session(life.id);
    const must = (truth: boolean, what: string) => {
      if (!truth) throw new Error(`${life.id}: ${what}`);
    };
    life.ended ??= session.endedAt === null ? null : session;
    must(life.ended === null || life.ended === session, "what has ended never changes again");
    must(
      session.endedReason !== "reuse_detected" || mayBeAccused(people, house, life),
      "no owner is accused wrongly",
    );
    must(session.generation === life.tokens.length - 1, "no generation is lost or made up");
    must(session.lastPresenceAt === life.lastPresenceAt, "presence alone moves the idle limit");

    const over = life.ended !== null || isOver(life, now);
    const rows = life.tokens.map((one) => house.row(one.token));
    let usable = 0;
    for (const [generation, token] of rows.entries()) {
      const parent = rows[generation - 1];
      const successor = rows[generation + 1] ?? null;
      must(token.generation === generation && token.sessionId === life.id, "every token is in its place");
      must(token.parentHash === (parent?.hash ?? null), "the chain of parents is unbroken");
      must(token.usedAt === (successor?.createdAt ?? null), "a token is used when its successor is made");
      const isAnswered = generation >= life.barrier && expectedVerdict(life, generation, now) === null;
      const isNewest = generation === rows.length - 1;
      must(
        !isAnswered || over || isNewest || token.sealedSuccessor !== null,
        "a token that is answered has its seal",
      );
      must(
        isNewest || generation >= oldestAnswerable(life) || token.sealedSuccessor === null,
        "no other has one",
      );
      const opensPage = authorizePageToken(token, session, now, policy) === null;
      must(opensPage === (isAnswered && !over), "a page opens for every token that a refresh would answer");
      const { name } = classify(house.store.family(token.hash), now, policy);
      must((name === "ended") === over, "over is over, for every token");
      if (name === "current") usable += 1;
      if (life.ended)
        must(token.revokedAt !== null && token.sealedSuccessor === null, "an end wipes the tokens");
    }
    must(usable === (over ? 0 : 1), "one generation is usable while the session lives, none after");
  }
}

/** The oldest generation whose seal may be needed: the predecessor, or one answered shortly before the newest. */
function oldestAnswerable({ tokens, answeredAt, barrier }: SessionHistory): number {
  const newest = tokens.length - 1;
  const since = (tokens[newest]?.madeAt ?? 0) - GRACE;
  const oldest = answeredAt.findIndex((at, generation) => generation >= barrier && at > since);
  return Math.max(barrier, Math.min(newest - 1, oldest < 0 ? newest : oldest), newest - MAX_CHAIN_LENGTH);
}

function mayBeAccused(people: ExpectedState, house: InMemoryServer, life: SessionHistory): boolean {
  if (house.policy.reuseResponse === "family") return life.attacked;
  return people.lives.some((other) => other.userId === life.userId && other.attacked);
}

const ownerSignsIn = (n: number, rememberMe: boolean) =>
  command(`${n} signs in${rememberMe ? " to stay" : ""}`, (people, house) => {
    const { userId } = people.browser(n);
    people.begin(n, house, house.signIn(userId, { browserId: `browser ${n}`, rememberMe }), rememberMe);
  });

const ownerRefreshes = (n: number, lost: boolean, how: "refresh" | "password" = "refresh") =>
  command(`${n}: ${how}${lost ? ", answer lost" : ""}`, (people, house) => {
    const browser = people.browser(n);
    if (!browser.life) return;
    const { token, life, mayGoOn } = present(people, house, browser.jar, how);
    if (token === null) {
      // Only a thief or a replay can be the reason why an owner's session ended.
      expect(mayGoOn && !life.attacked).toBe(false);
      return;
    }
    if (how === "password") life.barrier = life.tokens.length - 1;
    // The second late answer in a row arrives: losing it too is a known exception.
    if (lost && !mustNotBeLost(life)) return;
    const { jar, past } = browser;
    Object.assign(browser, {
      jar: token,
      access: people.trace(token).generation,
      past: [...past, { jar, at: house.now }].slice(-4),
    });
  });

const ownerCrashes = (n: number) =>
  command(`${n} crashes`, (people, house) => {
    const browser = people.browser(n);
    const [oldest = browser.jar] = rollbacks(browser, house.now);
    Object.assign(browser, { jar: oldest, access: null, past: [] });
  });

const ownerCallsApi = (n: number) =>
  command(`${n} calls the API`, (people, house) => {
    const { life, access } = people.browser(n);
    if (life && access !== null) callApi(house, life, access);
  });

function callApi(house: InMemoryServer, life: SessionHistory, generation: number): void {
  const outcome = house.callApi({ sub: life.userId, sid: life.id, gen: generation });
  const over = life.ended !== null || isOver(life, house.now);
  expect(isFailure(outcome)).toBe(over || generation < life.barrier);
  if (!isFailure(outcome)) life.uses.push({ generation, at: house.now, lastAnswerAt: life.lastAnswerAt });
}

const ownerIsThere = (n: number, idleFor: number) =>
  command(`input at browser ${n} ${idleFor} ms ago`, (people, house) => {
    const { life } = people.browser(n);
    if (!life) return;
    const outcome = house.report(life.id, idleFor);
    const over = life.ended !== null || isOver(life, house.now);
    expect(isFailure(outcome)).toBe(over);
    if (!over) life.lastPresenceAt = Math.max(life.lastPresenceAt, Math.min(house.now, house.now - idleFor));
  });

const ownerOpensPage = (n: number) =>
  command(`${n} opens a page`, (people, house) => {
    const { life, jar } = people.browser(n);
    if (!life || life.attacked) return;
    const refused = authorizePageToken(house.row(jar), house.session(life.id), house.now, house.policy);
    const over = life.ended !== null || isOver(life, house.now);
    const barred = people.trace(jar).generation < life.barrier;
    expect(refused === null).toBe(!over && !barred);
  });

const thiefCopies = (n: number) =>
  command(`a thief copies the jar of ${n}`, (people) => {
    const { life, jar } = people.browser(n);
    if (life) people.attacker = { life, token: jar, access: null };
  });

const thiefRefreshes = command("the thief refreshes", (people, house) => {
  const { attacker } = people;
  if (!attacker) return;
  attacker.life.attacked = true;
  const { token } = present(people, house, attacker.token);
  if (token) people.attacker = { ...attacker, token, access: people.trace(token).generation };
});

const thiefCallsApi = command("the thief calls the API", ({ attacker }, house) => {
  if (attacker?.access != null) callApi(house, attacker.life, attacker.access);
});

const replay = (n: number) =>
  command(`token ${n} is replayed`, (people, house) => {
    const all = people.lives.flatMap((life) => life.tokens.map((one) => ({ life, ...one })));
    const one = all[n % all.length];
    if (!one) return;
    one.life.attacked = true;
    present(people, house, one.token);
  });

const garbage = command("garbage is presented", (_, house) => {
  const before = structuredClone(house.store);
  expect(house.refresh("garbage").outcome).toEqual({ code: "not_authenticated" });
  expect(structuredClone(house.store)).toEqual(before);
});

const revoke = (n: number) =>
  command(`the session of ${n} is revoked`, (people, house) => {
    const { life } = people.browser(n);
    if (!life) return;
    house.revoke(life.id);
    expect(house.session(life.id).endedAt).not.toBeNull();
  });

const revokeOthers = (n: number) =>
  command(`${n} revokes all others`, (people, house) => {
    const { life, userId } = people.browser(n);
    house.revokeAll(userId, life?.id ?? null);
    for (const other of people.lives) {
      if (other.userId === userId && other !== life) expect(house.session(other.id).endedAt).not.toBeNull();
    }
  });

const passes = (time: number) => command(`${time} ms pass`, (_, house) => house.pass(time));

const n = fc.nat(2);
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const anything = fc.oneof(
  often(
    2,
    fc.tuple(n, fc.boolean()).map((args) => ownerSignsIn(...args)),
  ),
  often(
    6,
    fc.tuple(n, fc.boolean()).map((args) => ownerRefreshes(...args)),
  ),
  often(
    1,
    fc.tuple(n, fc.boolean()).map(([who, lost]) => ownerRefreshes(who, lost, "password")),
  ),
  often(3, n.map(ownerCallsApi)),
  often(
    2,
    fc.tuple(n, fc.constantFrom(0, -DAY_MS, GRACE, MINUTE_MS, DAY_MS)).map((args) => ownerIsThere(...args)),
  ),
  often(1, n.map(ownerOpensPage)),
  often(1, n.map(ownerCrashes)),
  often(2, n.map(thiefCopies)),
  often(2, fc.constant(thiefRefreshes)),
  often(2, fc.constant(thiefCallsApi)),
  often(1, fc.nat(99).map(replay)),
  often(1, fc.constant(garbage)),
  often(1, n.map(revoke)),
  often(1, n.map(revokeOthers)),
  often(
    6,
    fc
      .constantFrom(SECOND_MS, GRACE - 1, GRACE, GRACE + 1, 2 * GRACE, 10 * MINUTE_MS, DAY_MS, 8 * DAY_MS)
      .map(passes),
  ),
);

/** Short enough to be reached in sixty steps. */
const LIMITS = {
  idle: 30 * MINUTE_MS,
  absolute: DAY_MS,
  rememberIdle: 9 * DAY_MS,
  rememberAbsolute: 20 * DAY_MS,
};

describe("whatever happens to sessions", { timeout: 60_000 }, () => {
  it.each(["family", "user"] as const)("the invariants hold (REUSE_RESPONSE=%s)", (reuseResponse) => {
    fc.assert(
      fc.property(fc.commands([anything], { maxCommands: 60, size: "max" }), (commands) => {
        const setup = () => {
          const [model, real] = [new ExpectedState(), new InMemoryServer({ reuseResponse, limits: LIMITS })];
          for (const who of [0, 1, 2]) ownerSignsIn(who, who > 0).run(model, real);
          return { model, real };
        };
        fc.modelRun(setup, commands);
      }),
      { numRuns: 2000 },
    );
  });
});
