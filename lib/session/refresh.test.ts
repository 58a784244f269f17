import { describe, expect, it } from "vitest";
import { classify, decideRefresh, MAX_CHAIN_LENGTH } from "./refresh";
import { actorOf, DAY_MS, GRACE, hash, InMemoryServer, POLICY } from "./testing/in-memory-server";

const SUPERSEDED = { code: "superseded" };
const REUSED = { code: "session_revoked", details: { reason: "reuse_detected" } };

/** Presents a token that must be worth something, and gives the next one. */
function rotate(house: InMemoryServer, presented: string): string {
  const { outcome, token } = house.refresh(presented);
  if (token === null) throw new Error(JSON.stringify(outcome));
  return token;
}

/** A signed-in browser that has rotated once: `first` is the predecessor of `second`. */
function rotatedOnce() {
  const house = new InMemoryServer({ limits: { ...POLICY.limits, idle: 20 * DAY_MS } });
  const { id, token: first } = house.signIn();
  return { house, id, first, second: rotate(house, first) };
}

describe("a hash we do not know", () => {
  it("is refused, and garbage signs no user out", () => {
    const { house, second } = rotatedOnce();
    expect(house.refresh("garbage").outcome).toEqual({ code: "not_authenticated" });
    expect(house.refresh(second).outcome).toMatchObject({ kind: "rotated" });
    expect(house.store.events.map((event) => event.name)).toEqual(["signed_in"]);
  });
});

describe("any token of a session that is over", () => {
  it("is told why, whichever generation it is", () => {
    const { house, id, first, second } = rotatedOnce();
    house.revoke(id, "admin");
    for (const token of [first, second]) {
      const refused = { code: "session_revoked", details: { reason: "admin" } };
      expect(house.refresh(token).outcome).toEqual(refused);
    }
  });

  it("is told of the limit, which is written down as the end it was", () => {
    const { house, id, second } = rotatedOnce();
    const limit = house.now + 20 * DAY_MS;
    house.pass(25 * DAY_MS);
    expect(house.refresh(second).outcome).toEqual({ code: "session_expired", details: { reason: "idle" } });
    expect(house.session(id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
    expect(house.store.events.at(-1)).toMatchObject({ name: "session_ended", at: limit, reason: "idle" });

    const { length } = house.store.events;
    house.refresh(second);
    expect(house.store.events).toHaveLength(length);
  });

  it("comes before reuse: an old token of an ended session raises no alarm", () => {
    const { house, id, first, second } = rotatedOnce();
    rotate(house, second);
    house.pass(GRACE);
    house.revoke(id, "signed_out");
    expect(house.refresh(first).outcome).toMatchObject({ details: { reason: "signed_out" } });
    expect(house.store.events.map((event) => event.name)).not.toContain("reuse_detected");
  });
});

describe("the current token", () => {
  it("rotates: a new generation, and the old token becomes its parent", () => {
    const { house, id, first, second } = rotatedOnce();
    house.pass(DAY_MS);
    const third = rotate(house, second);
    expect(house.session(id)).toMatchObject({ generation: 2, rotatedAt: house.now, seenAt: null });
    expect(house.row(third)).toMatchObject({ generation: 2, parentHash: hash(second), usedAt: null });
    expect(house.row(second)).toMatchObject({ parentHash: hash(first), usedAt: house.now });
  });

  it("never moves the idle limit: a refresh in the background is not presence", () => {
    const { house, id, second } = rotatedOnce();
    const { lastPresenceAt } = house.session(id);
    house.pass(DAY_MS);
    const third = rotate(house, second);
    house.refresh(second);
    rotate(house, third);
    expect(house.session(id).lastPresenceAt).toBe(lastPresenceAt);
  });
});

describe("the predecessor", () => {
  it("gets the same successor again, as often as tabs race within the grace", () => {
    const { house, id, first, second } = rotatedOnce();
    house.pass(GRACE);
    for (let i = 0; i < 10; i++) expect(house.refresh(first).token).toBe(second);
    expect(house.session(id)).toMatchObject({ generation: 1, lateRepeats: 0 });
  });

  it("gets it a day later, when the answer was lost", () => {
    const { house, first, second } = rotatedOnce();
    house.pass(DAY_MS);
    expect(house.refresh(first).token).toBe(second);
  });

  it("counts as late from one millisecond after the grace since the answer before", () => {
    const { house, id, first } = rotatedOnce();
    const lateAfter = (wait: number) => {
      house.pass(wait);
      house.refresh(first);
      return house.session(id).lateRepeats;
    };
    expect([GRACE, GRACE, GRACE + 1, GRACE].map(lateAfter)).toEqual([0, 0, 1, 1]);
  });

  it("is given late as often as it asks: what counts is generations", () => {
    const { house, first, second } = rotatedOnce();
    for (let times = 0; times < 5; times += 1) {
      house.pass(DAY_MS);
      expect(house.refresh(first).token).toBe(second);
    }
  });

  it("goes on while its successor was first seen less than the grace ago, and is reuse from then on", () => {
    for (const [since, expected] of [
      [GRACE - 1, { kind: "repeated" }],
      [GRACE, REUSED],
    ] as const) {
      const { house, first, second } = rotatedOnce();
      house.pass(GRACE + 1);
      house.callApiAs(second);
      house.pass(since);
      expect([since, house.refresh(first).outcome]).toMatchObject([since, expected]);
    }
  });

  it("goes on after its successor was used within the grace only: that is not yet seen", () => {
    const { house, first, second } = rotatedOnce();
    house.pass(GRACE);
    house.callApiAs(second);
    house.pass(DAY_MS);
    expect(house.refresh(first).token).toBe(second);
  });

  it("without its seal is a broken store, not a refusal", () => {
    const { house, first } = rotatedOnce();
    const family = house.store.family(hash(first));
    if (!family) throw new Error("no family");
    const chain = family.chain.slice(1);
    const command = { candidate: { hash: "x", sealed: "x" }, actor: actorOf(null) };
    expect(() => decideRefresh({ ...family, chain }, command, house.now, POLICY)).toThrow("seals");
  });
});

describe("a token whose successor was rotated", () => {
  it("less than the grace ago, and last answered long before, was overtaken: nothing given, nothing ended", () => {
    const { house, id, first, second } = rotatedOnce();
    house.pass(DAY_MS);
    const third = rotate(house, second);
    house.pass(GRACE - 1);
    const { events } = house.store;
    const before = [house.session(id), events.length];
    expect(house.refresh(first).outcome).toEqual(SUPERSEDED);
    expect([house.session(id), events.length]).toEqual(before);
    expect(house.refresh(third).outcome).toMatchObject({ kind: "rotated" });
  });

  it("the grace ago is reuse, and the newest token is dead too", () => {
    const { house, first, second } = rotatedOnce();
    house.pass(GRACE);
    const third = rotate(house, second);
    house.pass(GRACE);
    expect(house.refresh(first).outcome).toEqual(REUSED);
    expect(house.refresh(third).outcome).toEqual(REUSED);
  });

  it("is measured at its own successor: three generations back is reuse while two back is overtaken", () => {
    const { house, first, second } = rotatedOnce();
    house.pass(GRACE);
    const third = rotate(house, second);
    house.pass(GRACE);
    rotate(house, third);
    expect(house.refresh(second).outcome).toEqual(SUPERSEDED);
    expect(house.refresh(first).outcome).toEqual(REUSED);
  });
});

describe("the chain", () => {
  it("reaches back to every token answered less than the grace before the last rotation", () => {
    const { house, first, second } = rotatedOnce();
    house.pass(GRACE - 1);
    const third = rotate(house, second);
    house.pass(DAY_MS);
    expect(house.refresh(first).token).toBe(third);
    expect(house.refresh(second).token).toBe(third);
  });

  it("counts an answer given again, not only the rotation", () => {
    const { house, first, second } = rotatedOnce();
    house.pass(DAY_MS);
    expect(house.refresh(first).token).toBe(second);
    const third = rotate(house, second);
    house.pass(GRACE);
    expect(house.refresh(first).token).toBe(third);
  });

  it("keeps the seals that lead from its oldest token to the current one, and wipes older ones", () => {
    const { house, first, second } = rotatedOnce();
    const third = rotate(house, second);
    const isSealed = (token: string) => house.row(token).sealedSuccessor !== null;
    expect([first, second, third].map(isSealed)).toEqual([true, true, false]);
    house.pass(GRACE);
    const fourth = rotate(house, third);
    expect([first, second, third, fourth].map(isSealed)).toEqual([false, false, true, false]);
  });

  it("leads through a token that is itself too old", () => {
    const { house, first, second } = rotatedOnce();
    const third = rotate(house, second);
    house.pass(GRACE);
    house.refresh(first);
    const fourth = rotate(house, third);
    house.pass(GRACE);
    expect(house.refresh(first).token).toBe(fourth);
    expect(house.refresh(second).outcome).toEqual(REUSED);
  });

  it("is bounded", () => {
    const { house, first, second } = rotatedOnce();
    let newest = second;
    for (let times = 1; times < MAX_CHAIN_LENGTH; times += 1) newest = rotate(house, newest);
    expect(house.refresh(first).token).toBe(newest);
    newest = rotate(house, newest);
    expect(house.row(first).sealedSuccessor).toBeNull();
    house.pass(GRACE - 1);
    expect(house.refresh(first).outcome).toEqual(SUPERSEDED);
  });

  it("of a row from before there were chains is the predecessor alone", () => {
    const { house, first, second } = rotatedOnce();
    const third = rotate(house, second);
    const change = { kind: "update-token" as const, hash: hash(first), set: { sealedSuccessor: null } };
    house.store.commit({ outcome: null, changes: [change], events: [] });
    expect(house.refresh(first).outcome).toEqual(SUPERSEDED);
    expect(house.refresh(second).token).toBe(third);
  });
});

describe("generations given late in a row", () => {
  /** Another browser rotates first; the one with the older token asks late. */
  function lateRound(house: InMemoryServer, held: string) {
    const next = rotate(house, held);
    house.pass(GRACE + 1);
    return { next, late: house.refresh(held) };
  }

  it("may be two; the third is reuse: a thief who always rotates first is found", () => {
    const { house, second } = rotatedOnce();
    const first = lateRound(house, second);
    expect(first.late.token).toBe(first.next);
    const then = lateRound(house, first.next);
    expect(then.late.token).toBe(then.next);
    expect(lateRound(house, then.next).late.outcome).toEqual(REUSED);
  });

  it("start anew after a generation that was not given late", () => {
    const { house, id, second } = rotatedOnce();
    const first = lateRound(house, second);
    const then = lateRound(house, first.next);
    const third = rotate(house, then.next);
    expect(house.session(id).lateGenerations).toBe(2);
    const fourth = rotate(house, third);
    expect(house.session(id)).toMatchObject({ lateGenerations: 0, lateRepeats: 0 });
    const last = lateRound(house, fourth);
    expect(last.late.token).toBe(last.next);
  });

  it("a third may still be given again in time", () => {
    const { house, second } = rotatedOnce();
    const then = lateRound(house, lateRound(house, second).next);
    const next = rotate(house, then.next);
    house.pass(GRACE);
    expect(house.refresh(then.next).token).toBe(next);
  });
});

describe("reuse", () => {
  it("ends the family, revokes its tokens and stands in the audit before the end of the session", () => {
    const { house, id, first, second } = rotatedOnce();
    house.pass(GRACE);
    rotate(house, second);
    house.pass(GRACE);
    house.refresh(first);
    expect(house.session(id)).toMatchObject({ endedAt: house.now, endedReason: "reuse_detected" });
    for (const token of house.store.tokens.values()) {
      expect(token).toMatchObject({ revokedAt: house.now, sealedSuccessor: null });
    }
    expect(house.store.events.slice(1)).toMatchObject([
      { name: "reuse_detected", at: house.now, userId: "ada", sessionId: id },
      { name: "session_ended", at: house.now, userId: "ada", sessionId: id, reason: "reuse_detected" },
    ]);
  });

  it.each([
    ["family", null],
    ["user", "reuse_detected"],
  ] as const)("with REUSE_RESPONSE=%s, the user's other device ends as %s", (reuseResponse, ended) => {
    const house = new InMemoryServer({ reuseResponse });
    const { token: first } = house.signIn();
    const other = house.signIn();
    const stranger = house.signIn("grace");
    const second = rotate(house, first);
    house.pass(GRACE);
    rotate(house, second);
    house.pass(GRACE);
    expect(house.refresh(first).outcome).toEqual(REUSED);
    expect(house.session(other.id).endedReason).toBe(ended);
    expect(house.session(stranger.id).endedReason).toBeNull();
  });
});

describe("the order of the rows", () => {
  it("a barred token is superseded, however old and in however much use its successors are", () => {
    const { house, first, second } = rotatedOnce();
    const { token: third } = house.changePassword(second);
    house.pass(GRACE + 1);
    house.callApiAs(third ?? "");
    house.pass(DAY_MS);
    for (const token of [first, second]) expect(house.refresh(token).outcome).toEqual(SUPERSEDED);
    expect(house.refresh(third ?? "").outcome).toMatchObject({ kind: "rotated" });
  });

  it("names each situation by the first row that fits", () => {
    const { house, first, second } = rotatedOnce();
    const name = (token: string) => classify(house.store.family(hash(token)), house.now, POLICY).name;
    expect([name("garbage"), name(second), name(first)]).toEqual(["unknown", "current", "repeated"]);
    house.pass(GRACE);
    rotate(house, second);
    expect(name(first)).toBe("overtaken");
    house.pass(GRACE);
    expect(name(first)).toBe("reused");
  });
});
