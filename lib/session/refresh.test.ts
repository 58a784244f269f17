import { describe, expect, it } from "vitest";
import { classify, decideRefresh } from "./refresh";
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
  it("is refused, and garbage logs nobody out", () => {
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

  it("never moves the idle limit: a refresh in the background is nobody's presence", () => {
    const { house, id, second } = rotatedOnce();
    const { lastPresenceAt } = house.session(id);
    house.pass(DAY_MS);
    const third = rotate(house, second);
    house.refresh(second);
    rotate(house, third);
    expect(house.session(id).lastPresenceAt).toBe(lastPresenceAt);
  });

  it("leaves one seal only: the successor of the predecessor", () => {
    const { house, second } = rotatedOnce();
    rotate(house, second);
    const sealed = [...house.store.tokens.values()].filter((token) => token.sealedSuccessor !== null);
    expect(sealed.map((token) => token.hash)).toEqual([hash(second)]);
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

  it("is given late twice in a row; the third time is reuse", () => {
    const { house, first, second } = rotatedOnce();
    house.pass(GRACE + 1);
    expect(house.refresh(first).token).toBe(second);
    house.pass(DAY_MS);
    expect(house.refresh(first).token).toBe(second);
    expect(house.refresh(first).outcome).toEqual(REUSED);
  });

  it("counts late from one millisecond after the grace", () => {
    const { house, id, first } = rotatedOnce();
    house.pass(GRACE);
    house.refresh(first);
    expect(house.session(id).lateRepeats).toBe(0);
    house.pass(1);
    house.refresh(first);
    expect(house.session(id).lateRepeats).toBe(1);
  });

  it("starts the count anew with every rotation", () => {
    const { house, id, first, second } = rotatedOnce();
    house.pass(GRACE + 1);
    house.refresh(first);
    house.refresh(first);
    const third = rotate(house, second);
    expect(house.session(id).lateRepeats).toBe(0);
    house.pass(GRACE + 1);
    expect(house.refresh(second).token).toBe(third);
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
    const token = { ...family.token, sealedSuccessor: null };
    const command = { candidate: { hash: "x", sealed: "x" }, actor: actorOf(null) };
    expect(() => decideRefresh({ ...family, token }, command, house.now, POLICY)).toThrow("sealed");
  });
});

describe("a token whose successor was rotated", () => {
  it("less than the grace ago was overtaken: nothing given, nothing ended", () => {
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
    const third = rotate(house, second);
    house.pass(GRACE);
    expect(house.refresh(first).outcome).toEqual(REUSED);
    expect(house.refresh(third).outcome).toEqual(REUSED);
  });

  it("is measured at its own successor: three generations back is reuse while two back is overtaken", () => {
    const { house, first, second } = rotatedOnce();
    const third = rotate(house, second);
    house.pass(GRACE);
    rotate(house, third);
    expect(house.refresh(second).outcome).toEqual(SUPERSEDED);
    expect(house.refresh(first).outcome).toEqual(REUSED);
  });
});

describe("reuse", () => {
  it("ends the family, revokes its tokens and stands in the audit before the end of the session", () => {
    const { house, id, first, second } = rotatedOnce();
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
    rotate(house, rotate(house, first));
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
    rotate(house, second);
    expect(name(first)).toBe("overtaken");
    house.pass(GRACE);
    expect(name(first)).toBe("reused");
  });
});
