import { describe, expect, it } from "vitest";
import { recordExpiry } from "./revocation";
import { InMemoryServer, MINUTE_MS } from "./testing/in-memory-server";

describe("ending one session", () => {
  it("ends it at once for every token it has, and records who did it", () => {
    const house = new InMemoryServer();
    const { id, token } = house.signIn();
    const { token: next } = house.refresh(token);
    expect(house.revoke(id, "user")).toEqual({ found: true });
    expect(house.session(id)).toMatchObject({ endedAt: house.now, endedReason: "user" });
    for (const one of [token, next ?? ""]) {
      expect(house.refresh(one).outcome).toMatchObject({
        code: "session_revoked",
        details: { reason: "user" },
      });
      expect(house.row(one)).toMatchObject({ revokedAt: house.now, sealedSuccessor: null });
    }
    expect(house.store.events.at(-1)).toMatchObject({
      name: "session_ended",
      at: house.now,
      reason: "user",
      actor: { userId: "ada" },
    });
  });

  it("twice is harmless: the first end stands and is told once", () => {
    const house = new InMemoryServer();
    const { id } = house.signIn();
    house.revoke(id, "user");
    const ended = house.session(id);
    const told = house.store.events.length;
    house.pass(MINUTE_MS);
    expect(house.revoke(id, "admin")).toEqual({ found: true });
    expect(house.session(id)).toEqual(ended);
    expect(house.store.events).toHaveLength(told);
  });

  it("after its limit dates the end at the limit and names no actor", () => {
    const house = new InMemoryServer();
    const { id } = house.signIn();
    const limit = house.now + 30 * MINUTE_MS;
    house.pass(45 * MINUTE_MS);
    house.revoke(id, "user");
    expect(house.session(id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
    expect(house.store.events.at(-1)).toMatchObject({ at: limit, reason: "idle", actor: { userId: null } });
  });

  it("that is not there, or not theirs, changes nothing", () => {
    const house = new InMemoryServer();
    const { id } = house.signIn();
    expect(house.revoke("unknown")).toEqual({ found: false });
    expect(house.session(id).endedAt).toBeNull();
  });
});

describe("an end by limit", () => {
  it("is written down once, and only when it has come", () => {
    const house = new InMemoryServer();
    const { id } = house.signIn();
    house.pass(30 * MINUTE_MS - 1);
    expect(recordExpiry(house.session(id), house.now).changes).toEqual([]);
    house.pass(1);
    house.store.commit({ outcome: null, ...recordExpiry(house.session(id), house.now) });
    expect(house.session(id)).toMatchObject({ endedAt: house.now, endedReason: "idle" });
    expect(recordExpiry(house.session(id), house.now)).toEqual({ changes: [], events: [] });
  });
});

describe("ending all sessions", () => {
  it("but this one leaves this one, and everybody else's", () => {
    const house = new InMemoryServer();
    const [mine, phone, tablet] = [house.signIn(), house.signIn(), house.signIn()];
    const stranger = house.signIn("grace");
    expect(house.revokeAll("ada", mine.id)).toEqual({ revoked: 2 });
    for (const { id } of [mine, stranger]) expect(house.session(id).endedAt).toBeNull();
    for (const { id } of [phone, tablet]) expect(house.session(id).endedReason).toBe("revoked_everywhere");
  });

  it("counts those alive until now; what ran out before ended at its limit", () => {
    const house = new InMemoryServer();
    const tired = house.signIn();
    const limit = house.now + 30 * MINUTE_MS;
    house.pass(30 * MINUTE_MS);
    const mine = house.signIn();
    expect(house.revokeAll("ada", null)).toEqual({ revoked: 1 });
    expect(house.session(tired.id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
    expect(house.session(mine.id)).toMatchObject({ endedAt: house.now, endedReason: "revoked_everywhere" });
    expect(house.revokeAll("ada", null)).toEqual({ revoked: 0 });
  });

  it("of a user who is gone ends nothing", () => {
    expect(new InMemoryServer().revokeAll("unknown", null)).toEqual({ revoked: 0 });
  });
});
