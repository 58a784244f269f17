import { describe, expect, it } from "vitest";
import { endReason, expiresAt, idleExpiresAt, reachedLimit } from "./session";
import { InMemoryServer } from "./testing/in-memory-server";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "./testing/test-records";

describe("limits", () => {
  it.each([
    [false, 30 * MINUTE_MS, 30 * DAY_MS],
    [true, 14 * DAY_MS, 90 * DAY_MS],
  ])("with remember-me %s: idle after %i ms, absolute after %i ms", (rememberMe, idle, absolute) => {
    const server = new InMemoryServer();
    const { id } = server.signIn("ada", { rememberMe });
    const session = server.session(id);
    expect(session.rememberMe).toBe(rememberMe);
    expect(idleExpiresAt(session) - server.now).toBe(idle);
    expect(session.absoluteExpiresAt - server.now).toBe(absolute);
    expect(reachedLimit(session, server.now + idle - 1)).toBeNull();
    expect(reachedLimit(session, server.now + idle)).toBe("idle");
    expect(reachedLimit(session, server.now + idle + SECOND_MS)).toBe("idle");
  });

  it.each([
    [false, 30 * MINUTE_MS, 30 * DAY_MS],
    [true, 14 * DAY_MS, 90 * DAY_MS],
  ])(
    "with remember-me %s, a user who is always active is signed out at the absolute limit",
    (rememberMe, idle, absolute) => {
      const server = new InMemoryServer();
      const { id } = server.signIn("ada", { rememberMe });
      const end = server.now + absolute;
      while (server.now + idle < end) {
        server.pass(idle - 1);
        expect(server.report(id, 0)).toMatchObject({ kind: "recorded" });
      }
      expect(expiresAt(server.session(id))).toBe(end);
      expect(reachedLimit(server.session(id), end - 1)).toBeNull();
      expect(reachedLimit(server.session(id), end)).toBe("absolute");
    },
  );

  it("names the limit that came first, however late it is asked", () => {
    const server = new InMemoryServer();
    const session = server.session(server.signIn().id);
    expect(reachedLimit(session, server.now + 365 * DAY_MS)).toBe("idle");
    const both = { ...session, absoluteExpiresAt: idleExpiresAt(session) };
    expect(reachedLimit(both, server.now + 365 * DAY_MS)).toBe("absolute");
  });

  it("a recorded end stands, even when a limit is reached later", () => {
    const server = new InMemoryServer();
    const { id } = server.signIn();
    server.revoke(id, "admin");
    expect(endReason(server.session(id), server.now + 365 * DAY_MS)).toBe("admin");
  });
});
