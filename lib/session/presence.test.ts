import { describe, expect, it } from "vitest";
import { InMemoryServer } from "./testing/in-memory-server";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "./testing/test-records";

function signedIn() {
  const server = new InMemoryServer();
  const { id } = server.signIn();
  return { server, id, since: server.now };
}

describe("presence", () => {
  it("moves the idle limit to the time of the input, not of the report", () => {
    const { server, id } = signedIn();
    server.pass(10 * MINUTE_MS);
    expect(server.report(id, 2 * MINUTE_MS)).toMatchObject({ kind: "recorded" });
    expect(server.session(id).lastPresenceAt).toBe(server.now - 2 * MINUTE_MS);
  });

  it("is never in the future, even if the browser says so", () => {
    const { server, id } = signedIn();
    server.pass(MINUTE_MS);
    for (const idleFor of [-1, -DAY_MS, Number.NEGATIVE_INFINITY]) server.report(id, idleFor);
    expect(server.session(id).lastPresenceAt).toBe(server.now);
  });

  it("never goes backwards", () => {
    const { server, id } = signedIn();
    server.pass(10 * MINUTE_MS);
    server.report(id, 0);
    const latest = server.now;
    server.pass(SECOND_MS);
    for (const idleFor of [5 * MINUTE_MS, DAY_MS, Number.POSITIVE_INFINITY]) server.report(id, idleFor);
    expect(server.session(id).lastPresenceAt).toBe(latest);
  });

  it("never moves the absolute limit", () => {
    const { server, id } = signedIn();
    const { absoluteExpiresAt } = server.session(id);
    server.pass(MINUTE_MS);
    server.report(id, 0);
    expect(server.session(id).absoluteExpiresAt).toBe(absoluteExpiresAt);
  });

  it("revives no session: a report at the limit comes too late, even for input before it", () => {
    const { server, id, since } = signedIn();
    server.pass(30 * MINUTE_MS - 1);
    expect(server.report(id, DAY_MS)).toMatchObject({ kind: "recorded" });
    server.pass(1);
    const refused = { code: "session_expired", details: { reason: "idle" } };
    expect(server.report(id, MINUTE_MS)).toEqual(refused);
    expect(server.session(id)).toMatchObject({
      lastPresenceAt: since,
      endedAt: server.now,
      endedReason: "idle",
    });
  });

  it("is refused with the reason when the session was revoked", () => {
    const { server, id, since } = signedIn();
    server.revoke(id, "user");
    server.pass(MINUTE_MS);
    const refused = { code: "session_revoked", details: { reason: "user" } };
    expect(server.report(id, 0)).toEqual(refused);
    expect(server.session(id).lastPresenceAt).toBe(since);
  });

  it("without a session is refused", () => {
    expect(signedIn().server.report("unknown", 0)).toEqual({ code: "not_authenticated" });
  });

  it("during a rotation undoes none of its changes", () => {
    const server = new InMemoryServer();
    const { id, token } = server.signIn();
    server.pass(MINUTE_MS);
    server.refresh(token);
    const { generation, rotatedAt } = server.session(id);
    server.report(id, 0);
    expect(server.session(id)).toMatchObject({ generation, rotatedAt });
  });
});
