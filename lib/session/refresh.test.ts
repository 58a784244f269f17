import { describe, expect, it } from "vitest";
import { classify, decideRefresh } from "./refresh";
import { REUSED, rotate, rotatedOnce, SUPERSEDED } from "./refresh.fixture";
import { hash, InMemoryServer } from "./testing/in-memory-server";
import { actorOf, DAY_MS, GRACE, POLICY } from "./testing/test-records";

describe("an unknown hash", () => {
  it("is refused, and garbage signs no user out", () => {
    const { server, second } = rotatedOnce();
    expect(server.refresh("garbage").outcome).toEqual({ code: "not_authenticated" });
    expect(server.refresh(second).outcome).toMatchObject({ kind: "rotated" });
    expect(server.store.events.map((event) => event.name)).toEqual(["signed_in"]);
  });
});

describe("any token of a session that is over", () => {
  it("is refused with the reason, in every generation", () => {
    const { server, id, first, second } = rotatedOnce();
    server.revoke(id, "admin");
    for (const token of [first, second]) {
      const refused = { code: "session_revoked", details: { reason: "admin" } };
      expect(server.refresh(token).outcome).toEqual(refused);
    }
  });

  it("is refused with the limit, which is recorded as the end at its own time", () => {
    const { server, id, second } = rotatedOnce();
    const limit = server.now + 20 * DAY_MS;
    server.pass(25 * DAY_MS);
    expect(server.refresh(second).outcome).toEqual({ code: "session_expired", details: { reason: "idle" } });
    expect(server.session(id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
    expect(server.store.events.at(-1)).toMatchObject({ name: "session_ended", at: limit, reason: "idle" });

    const { length } = server.store.events;
    server.refresh(second);
    expect(server.store.events).toHaveLength(length);
  });

  it("comes before reuse: an old token of an ended session raises no alarm", () => {
    const { server, id, first, second } = rotatedOnce();
    rotate(server, second);
    server.pass(GRACE);
    server.revoke(id, "signed_out");
    expect(server.refresh(first).outcome).toMatchObject({ details: { reason: "signed_out" } });
    expect(server.store.events.map((event) => event.name)).not.toContain("reuse_detected");
  });
});

describe("the current token", () => {
  it("rotates: a new generation, and the old token becomes its parent", () => {
    const { server, id, first, second } = rotatedOnce();
    server.pass(DAY_MS);
    const third = rotate(server, second);
    expect(server.session(id)).toMatchObject({ generation: 2, rotatedAt: server.now, seenAt: null });
    expect(server.row(third)).toMatchObject({ generation: 2, parentHash: hash(second), usedAt: null });
    expect(server.row(second)).toMatchObject({ parentHash: hash(first), usedAt: server.now });
  });

  it("never moves the idle limit: a refresh in the background is not presence", () => {
    const { server, id, second } = rotatedOnce();
    const { lastPresenceAt } = server.session(id);
    server.pass(DAY_MS);
    const third = rotate(server, second);
    server.refresh(second);
    rotate(server, third);
    expect(server.session(id).lastPresenceAt).toBe(lastPresenceAt);
  });
});

describe("the predecessor", () => {
  it("gets the same successor again, as often as tabs race within the grace", () => {
    const { server, id, first, second } = rotatedOnce();
    server.pass(GRACE);
    for (let i = 0; i < 10; i++) expect(server.refresh(first).token).toBe(second);
    expect(server.session(id)).toMatchObject({ generation: 1, lateRepeats: 0 });
  });

  it("gets it even a day later, when the answer was lost", () => {
    const { server, first, second } = rotatedOnce();
    server.pass(DAY_MS);
    expect(server.refresh(first).token).toBe(second);
  });

  it("counts as late from one millisecond after the grace since the answer before", () => {
    const { server, id, first } = rotatedOnce();
    const lateAfter = (wait: number) => {
      server.pass(wait);
      server.refresh(first);
      return server.session(id).lateRepeats;
    };
    expect([GRACE, GRACE, GRACE + 1, GRACE].map(lateAfter)).toEqual([0, 0, 1, 1]);
  });

  it("may be answered late any number of times: the rule counts generations", () => {
    const { server, first, second } = rotatedOnce();
    for (let times = 0; times < 5; times += 1) {
      server.pass(DAY_MS);
      expect(server.refresh(first).token).toBe(second);
    }
  });

  it("is answered while its successor was first seen less than the grace ago, and is reuse from then on", () => {
    for (const [since, expected] of [
      [GRACE - 1, { kind: "repeated" }],
      [GRACE, REUSED],
    ] as const) {
      const { server, first, second } = rotatedOnce();
      server.pass(GRACE + 1);
      server.callApiAs(second);
      server.pass(since);
      expect([since, server.refresh(first).outcome]).toMatchObject([since, expected]);
    }
  });

  it("is answered when its successor was used within the grace only: that does not count as seen", () => {
    const { server, first, second } = rotatedOnce();
    server.pass(GRACE);
    server.callApiAs(second);
    server.pass(DAY_MS);
    expect(server.refresh(first).token).toBe(second);
  });

  it("without its sealed successor throws: the database is broken", () => {
    const { server, first } = rotatedOnce();
    const family = server.store.family(hash(first));
    if (!family) throw new Error("no family");
    const chain = family.chain.slice(1);
    const command = { candidate: { hash: "x", sealed: "x" }, actor: actorOf(null) };
    expect(() => decideRefresh({ ...family, chain }, command, server.now, POLICY)).toThrow("seals");
  });
});

describe("a token whose successor was rotated", () => {
  it("less than the grace ago, and last answered long before, was overtaken: it gets nothing and ends nothing", () => {
    const { server, id, first, second } = rotatedOnce();
    server.pass(DAY_MS);
    const third = rotate(server, second);
    server.pass(GRACE - 1);
    const { events } = server.store;
    const before = [server.session(id), events.length];
    expect(server.refresh(first).outcome).toEqual(SUPERSEDED);
    expect([server.session(id), events.length]).toEqual(before);
    expect(server.refresh(third).outcome).toMatchObject({ kind: "rotated" });
  });

  it("at least the grace ago is reuse, and the newest token is revoked, too", () => {
    const { server, first, second } = rotatedOnce();
    server.pass(GRACE);
    const third = rotate(server, second);
    server.pass(GRACE);
    expect(server.refresh(first).outcome).toEqual(REUSED);
    expect(server.refresh(third).outcome).toEqual(REUSED);
  });

  it("is measured at its own successor: three generations back is reuse while two back is overtaken", () => {
    const { server, first, second } = rotatedOnce();
    server.pass(GRACE);
    const third = rotate(server, second);
    server.pass(GRACE);
    rotate(server, third);
    expect(server.refresh(second).outcome).toEqual(SUPERSEDED);
    expect(server.refresh(first).outcome).toEqual(REUSED);
  });
});

describe("reuse", () => {
  it("ends the family, revokes its tokens and is recorded before the end of the session", () => {
    const { server, id, first, second } = rotatedOnce();
    server.pass(GRACE);
    rotate(server, second);
    server.pass(GRACE);
    server.refresh(first);
    expect(server.session(id)).toMatchObject({ endedAt: server.now, endedReason: "reuse_detected" });
    for (const token of server.store.tokens.values()) {
      expect(token).toMatchObject({ revokedAt: server.now, sealedSuccessor: null });
    }
    expect(server.store.events.slice(1)).toMatchObject([
      { name: "reuse_detected", at: server.now, userId: "ada", sessionId: id },
      { name: "session_ended", at: server.now, userId: "ada", sessionId: id, reason: "reuse_detected" },
    ]);
  });

  it.each([
    ["family", null, []],
    ["user", "reuse_detected", ["ada"]],
  ] as const)(
    "with REUSE_RESPONSE=%s, the user's other device ends as %s",
    (reuseResponse, ended, forgotten) => {
      const server = new InMemoryServer({ reuseResponse });
      const { token: first } = server.signIn();
      const other = server.signIn();
      const stranger = server.signIn("grace");
      const second = rotate(server, first);
      server.pass(GRACE);
      rotate(server, second);
      server.pass(GRACE);
      expect(server.refresh(first).outcome).toEqual(REUSED);
      expect(server.session(other.id).endedReason).toBe(ended);
      expect(server.session(stranger.id).endedReason).toBeNull();
      expect(server.store.forgotten).toEqual(forgotten);
    },
  );
});

describe("the order of the rows", () => {
  it("a token below the minimum generation is superseded, regardless of its age and of its successors", () => {
    const { server, first, second } = rotatedOnce();
    const { token: third } = server.changePassword(second);
    server.pass(GRACE + 1);
    server.callApiAs(third ?? "");
    server.pass(DAY_MS);
    for (const token of [first, second]) expect(server.refresh(token).outcome).toEqual(SUPERSEDED);
    expect(server.refresh(third ?? "").outcome).toMatchObject({ kind: "rotated" });
  });

  it("names each situation by the first row that fits", () => {
    const { server, first, second } = rotatedOnce();
    const name = (token: string) => classify(server.store.family(hash(token)), server.now, POLICY).name;
    expect([name("garbage"), name(second), name(first)]).toEqual(["unknown", "current", "repeated"]);
    server.pass(GRACE);
    rotate(server, second);
    expect(name(first)).toBe("overtaken");
    server.pass(GRACE);
    expect(name(first)).toBe("reused");
  });
});
