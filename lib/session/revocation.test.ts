import { describe, expect, it } from "vitest";
import { recordExpiry } from "./revocation";
import { InMemoryServer } from "./testing/in-memory-server";
import { MINUTE_MS } from "./testing/test-records";

describe("ending one session", () => {
  it("ends it at once for every token it has, and records who did it", () => {
    const server = new InMemoryServer();
    const { id, token } = server.signIn();
    const { token: next } = server.refresh(token);
    expect(server.revoke(id, "user")).toEqual({ found: true });
    expect(server.session(id)).toMatchObject({ endedAt: server.now, endedReason: "user" });
    for (const one of [token, next ?? ""]) {
      expect(server.refresh(one).outcome).toMatchObject({
        code: "session_revoked",
        details: { reason: "user" },
      });
      expect(server.row(one)).toMatchObject({ revokedAt: server.now, sealedSuccessor: null });
    }
    expect(server.store.events.at(-1)).toMatchObject({
      name: "session_ended",
      at: server.now,
      reason: "user",
      actor: { userId: "ada" },
    });
  });

  it("twice is harmless: the first end stands and is recorded once", () => {
    const server = new InMemoryServer();
    const { id } = server.signIn();
    server.revoke(id, "user");
    const ended = server.session(id);
    const told = server.store.events.length;
    server.pass(MINUTE_MS);
    expect(server.revoke(id, "admin")).toEqual({ found: true });
    expect(server.session(id)).toEqual(ended);
    expect(server.store.events).toHaveLength(told);
  });

  it("after its limit records the end at the limit, without an actor", () => {
    const server = new InMemoryServer();
    const { id } = server.signIn();
    const limit = server.now + 30 * MINUTE_MS;
    server.pass(45 * MINUTE_MS);
    server.revoke(id, "user");
    expect(server.session(id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
    expect(server.store.events.at(-1)).toMatchObject({ at: limit, reason: "idle", actor: { userId: null } });
  });

  it("is final also after its limit, whether or not that was recorded: no provider brings it back", () => {
    const server = new InMemoryServer();
    const [seen, unseen] = [server.signIn(), server.signIn()];
    server.pass(45 * MINUTE_MS);
    server.store.commit({ outcome: null, ...recordExpiry(server.session(seen.id), server.now) });
    expect(server.store.forgotten).toEqual([]);
    for (const { id } of [seen, unseen]) server.revoke(id);
    expect(server.store.forgotten).toEqual([seen.id, unseen.id]);
  });

  it("that does not exist, or is another user's, changes nothing", () => {
    const server = new InMemoryServer();
    const { id } = server.signIn();
    expect(server.revoke("unknown")).toEqual({ found: false });
    expect(server.session(id).endedAt).toBeNull();
  });
});

describe("reaching a limit", () => {
  it("is recorded once, and only after the limit has been reached", () => {
    const server = new InMemoryServer();
    const { id } = server.signIn();
    server.pass(30 * MINUTE_MS - 1);
    expect(recordExpiry(server.session(id), server.now).changes).toEqual([]);
    server.pass(1);
    server.store.commit({ outcome: null, ...recordExpiry(server.session(id), server.now) });
    expect(server.session(id)).toMatchObject({ endedAt: server.now, endedReason: "idle" });
    expect(recordExpiry(server.session(id), server.now)).toEqual({ changes: [], events: [] });
  });
});

describe("ending all sessions", () => {
  it("but this one keeps this one, and other users' sessions", () => {
    const server = new InMemoryServer();
    const [mine, phone, tablet] = [server.signIn(), server.signIn(), server.signIn()];
    const stranger = server.signIn("grace");
    expect(server.revokeAll("ada", mine.id)).toEqual({ revoked: 2 });
    for (const { id } of [mine, stranger]) expect(server.session(id).endedAt).toBeNull();
    for (const { id } of [phone, tablet]) expect(server.session(id).endedReason).toBe("revoked_everywhere");
  });

  it("counts those alive until now; a session that had expired before ended at its limit", () => {
    const server = new InMemoryServer();
    const tired = server.signIn();
    const limit = server.now + 30 * MINUTE_MS;
    server.pass(30 * MINUTE_MS);
    const mine = server.signIn();
    expect(server.revokeAll("ada", null)).toEqual({ revoked: 1 });
    expect(server.session(tired.id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
    expect(server.session(mine.id)).toMatchObject({ endedAt: server.now, endedReason: "revoked_everywhere" });
    expect(server.revokeAll("ada", null)).toEqual({ revoked: 0 });
  });

  it("is final also for those that had expired before: no provider brings one back", () => {
    const server = new InMemoryServer();
    server.revokeAll("ada", server.signIn().id);
    expect(server.store.forgotten).toEqual(["ada"]);
  });

  it("of a deleted user ends nothing", () => {
    expect(new InMemoryServer().revokeAll("unknown", null)).toEqual({ revoked: 0 });
  });
});
