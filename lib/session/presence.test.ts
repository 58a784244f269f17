import { describe, expect, it } from "vitest";
import { DAY_MS, InMemoryServer, MINUTE_MS, SECOND_MS } from "./testing/in-memory-server";

function signedIn() {
  const house = new InMemoryServer();
  const { id } = house.signIn();
  return { house, id, since: house.now };
}

describe("presence", () => {
  it("moves the idle limit to the time of the input, not of the report", () => {
    const { house, id } = signedIn();
    house.pass(10 * MINUTE_MS);
    expect(house.report(id, 2 * MINUTE_MS)).toMatchObject({ kind: "recorded" });
    expect(house.session(id).lastPresenceAt).toBe(house.now - 2 * MINUTE_MS);
  });

  it("is never in the future, whatever the browser says", () => {
    const { house, id } = signedIn();
    house.pass(MINUTE_MS);
    for (const idleFor of [-1, -DAY_MS, Number.NEGATIVE_INFINITY]) house.report(id, idleFor);
    expect(house.session(id).lastPresenceAt).toBe(house.now);
  });

  it("never goes backwards", () => {
    const { house, id } = signedIn();
    house.pass(10 * MINUTE_MS);
    house.report(id, 0);
    const latest = house.now;
    house.pass(SECOND_MS);
    for (const idleFor of [5 * MINUTE_MS, DAY_MS, Number.POSITIVE_INFINITY]) house.report(id, idleFor);
    expect(house.session(id).lastPresenceAt).toBe(latest);
  });

  it("never moves the absolute limit", () => {
    const { house, id } = signedIn();
    const { absoluteExpiresAt } = house.session(id);
    house.pass(MINUTE_MS);
    house.report(id, 0);
    expect(house.session(id).absoluteExpiresAt).toBe(absoluteExpiresAt);
  });

  it("revives nothing: a report at the limit comes too late, even of input before it", () => {
    const { house, id, since } = signedIn();
    house.pass(30 * MINUTE_MS - 1);
    expect(house.report(id, DAY_MS)).toMatchObject({ kind: "recorded" });
    house.pass(1);
    const refused = { code: "session_expired", details: { reason: "idle" } };
    expect(house.report(id, MINUTE_MS)).toEqual(refused);
    expect(house.session(id)).toMatchObject({
      lastPresenceAt: since,
      endedAt: house.now,
      endedReason: "idle",
    });
  });

  it("is refused with the reason when the session was revoked", () => {
    const { house, id, since } = signedIn();
    house.revoke(id, "user");
    house.pass(MINUTE_MS);
    const refused = { code: "session_revoked", details: { reason: "user" } };
    expect(house.report(id, 0)).toEqual(refused);
    expect(house.session(id).lastPresenceAt).toBe(since);
  });

  it("of no session is refused", () => {
    expect(signedIn().house.report("unknown", 0)).toEqual({ code: "not_authenticated" });
  });

  it("beside a rotation undoes nothing of it", () => {
    const house = new InMemoryServer();
    const { id, token } = house.signIn();
    house.pass(MINUTE_MS);
    house.refresh(token);
    const { generation, rotatedAt } = house.session(id);
    house.report(id, 0);
    expect(house.session(id)).toMatchObject({ generation, rotatedAt });
  });
});
