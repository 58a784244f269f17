import { describe, expect, it } from "vitest";
import { endReason, expiresAt, idleExpiresAt, reachedLimit } from "./session";
import { DAY_MS, InMemoryServer, MINUTE_MS, SECOND_MS } from "./testing/in-memory-server";

describe("limits", () => {
  it.each([
    [false, 30 * MINUTE_MS, 30 * DAY_MS],
    [true, 14 * DAY_MS, 90 * DAY_MS],
  ])("with remember-me %s: idle after %i ms, absolute after %i ms", (rememberMe, idle, absolute) => {
    const house = new InMemoryServer();
    const { id } = house.signIn("ada", { rememberMe });
    const session = house.session(id);
    expect(session.rememberMe).toBe(rememberMe);
    expect(idleExpiresAt(session) - house.now).toBe(idle);
    expect(session.absoluteExpiresAt - house.now).toBe(absolute);
    expect(reachedLimit(session, house.now + idle - 1)).toBeNull();
    expect(reachedLimit(session, house.now + idle)).toBe("idle");
    expect(reachedLimit(session, house.now + idle + SECOND_MS)).toBe("idle");
  });

  it.each([
    [false, 30 * MINUTE_MS, 30 * DAY_MS],
    [true, 14 * DAY_MS, 90 * DAY_MS],
  ])(
    "with remember-me %s, someone who never leaves is out at the absolute limit",
    (rememberMe, idle, absolute) => {
      const house = new InMemoryServer();
      const { id } = house.signIn("ada", { rememberMe });
      const end = house.now + absolute;
      while (house.now + idle < end) {
        house.pass(idle - 1);
        expect(house.report(id, 0)).toMatchObject({ kind: "recorded" });
      }
      expect(expiresAt(house.session(id))).toBe(end);
      expect(reachedLimit(house.session(id), end - 1)).toBeNull();
      expect(reachedLimit(house.session(id), end)).toBe("absolute");
    },
  );

  it("names the limit that came first, however late it is asked", () => {
    const house = new InMemoryServer();
    const session = house.session(house.signIn().id);
    expect(reachedLimit(session, house.now + 365 * DAY_MS)).toBe("idle");
    const both = { ...session, absoluteExpiresAt: idleExpiresAt(session) };
    expect(reachedLimit(both, house.now + 365 * DAY_MS)).toBe("absolute");
  });

  it("an end that was written down stands, whatever limit passes later", () => {
    const house = new InMemoryServer();
    const { id } = house.signIn();
    house.revoke(id, "admin");
    expect(endReason(house.session(id), house.now + 365 * DAY_MS)).toBe("admin");
  });
});
