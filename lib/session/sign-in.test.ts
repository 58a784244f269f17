import { describe, expect, it } from "vitest";
import { hash, InMemoryServer, MINUTE_MS, makeUser } from "./testing/in-memory-server";

describe("signing in", () => {
  it("opens a session with generation 0 and one token", () => {
    const house = new InMemoryServer();
    const { id, token } = house.signIn();
    expect(house.session(id)).toMatchObject({
      userId: "ada",
      generation: 0,
      minGeneration: 0,
      createdAt: house.now,
      authenticatedAt: house.now,
      lastPresenceAt: house.now,
      endedAt: null,
    });
    expect(house.row(token)).toMatchObject({
      hash: hash(token),
      sessionId: id,
      generation: 0,
      parentHash: null,
      expiresAt: house.session(id).absoluteExpiresAt,
    });
  });

  it.each([
    [true, "signed_in"],
    [false, "signed_in_new_browser"],
  ])("on a browser known before (%s) is recorded as %s, by the user", (knownBrowser, name) => {
    const house = new InMemoryServer();
    house.trySignIn("ada", { knownBrowser });
    expect(house.store.events).toMatchObject([
      { name, at: house.now, userId: "ada", actor: { userId: "ada" } },
    ]);
  });

  it("over a live session of the same browser replaces it; the other devices stay", () => {
    const house = new InMemoryServer();
    const old = house.signIn("ada", { browserId: "laptop" });
    const phone = house.signIn("ada", { browserId: "phone" });
    const stranger = house.signIn("grace", { browserId: "laptop" });
    const fresh = house.signIn("ada", { browserId: "laptop" });
    expect(house.session(old.id).endedReason).toBe("replaced");
    expect(house.refresh(old.token).outcome).toMatchObject({
      code: "session_revoked",
      details: { reason: "replaced" },
    });
    for (const { id } of [phone, stranger, fresh]) expect(house.session(id).endedAt).toBeNull();
  });

  it("over a session that has run out meanwhile leaves its end as it was", () => {
    const house = new InMemoryServer();
    const old = house.signIn("ada", { browserId: "laptop" });
    const limit = house.now + 30 * MINUTE_MS;
    house.pass(40 * MINUTE_MS);
    house.signIn("ada", { browserId: "laptop" });
    expect(house.session(old.id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
  });

  it("at the cap ends the session least recently present, and no more than that", () => {
    const house = new InMemoryServer({ maxSessions: 3 });
    const [first, second, third] = [house.signIn(), house.signIn(), house.signIn()];
    house.pass(MINUTE_MS);
    house.report(first.id, 0);
    house.report(third.id, 0);
    const fourth = house.signIn();
    expect(house.session(second.id)).toMatchObject({ endedAt: house.now, endedReason: "replaced" });
    for (const { id } of [first, third, fourth]) expect(house.session(id).endedAt).toBeNull();
  });

  it("at the cap, the session it replaces in this browser makes the room", () => {
    const house = new InMemoryServer({ maxSessions: 2 });
    const phone = house.signIn("ada", { browserId: "phone" });
    house.pass(MINUTE_MS);
    house.signIn("ada", { browserId: "laptop" });
    house.signIn("ada", { browserId: "laptop" });
    expect(house.session(phone.id).endedAt).toBeNull();
  });

  it("with a cap of one leaves one", () => {
    const house = new InMemoryServer({ maxSessions: 1 });
    const old = house.signIn();
    const fresh = house.signIn();
    expect([house.session(old.id).endedReason, house.session(fresh.id).endedReason]).toEqual([
      "replaced",
      null,
    ]);
  });

  it("does not count sessions that have run out against the cap", () => {
    const house = new InMemoryServer({ maxSessions: 2 });
    const phone = house.signIn("ada", { rememberMe: true });
    house.pass(MINUTE_MS);
    const tired = house.signIn("ada", { rememberMe: false });
    house.pass(30 * MINUTE_MS);
    house.signIn();
    expect(house.session(phone.id).endedAt).toBeNull();
    expect(house.session(tired.id).endedReason).not.toBe("replaced");
  });

  it("to a disabled account is refused, after the right password only", () => {
    const house = new InMemoryServer();
    house.store.users.set("ada", { ...makeUser(), disabledAt: house.now });
    expect(house.trySignIn().outcome).toEqual({ code: "account_disabled" });
    const wrong = house.trySignIn("ada", { verifiedHash: "another" });
    expect(wrong.outcome).toEqual({ code: "invalid_credentials" });
    expect(house.store.sessions.size).toBe(0);
  });

  it("with a password that was changed while it was being checked is refused", () => {
    const house = new InMemoryServer();
    const { token } = house.signIn();
    house.changePassword(token, { passwordHash: "hash-2" });
    const late = house.trySignIn("ada", { verifiedHash: "hash-1" });
    expect(late.outcome).toEqual({ code: "invalid_credentials" });
  });

  it("of a user who is gone is refused", () => {
    expect(new InMemoryServer().trySignIn("unknown").outcome).toEqual({
      code: "invalid_credentials",
    });
  });
});

describe("signing up", () => {
  it("makes the user and the first session", () => {
    const house = new InMemoryServer();
    const { outcome, token } = house.signUp(makeUser("lin"));
    expect(outcome).toMatchObject({ kind: "signed-in" });
    expect(house.store.users.get("lin")).toMatchObject({ id: "lin", createdAt: house.now });
    expect(house.refresh(token).outcome).toMatchObject({ kind: "rotated" });
    expect(house.store.events).toMatchObject([{ name: "signed_up", userId: "lin" }]);
  });

  it("with an e-mail address that is taken changes nothing", () => {
    const house = new InMemoryServer();
    expect(house.signUp(makeUser("lin"), "ada").outcome).toEqual({ code: "email_taken" });
    expect([house.store.users.has("lin"), house.store.sessions.size, house.store.events.length]).toEqual([
      false,
      0,
      0,
    ]);
  });
});
