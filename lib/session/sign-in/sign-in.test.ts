import { describe, expect, it } from "vitest";
import { hash, InMemoryServer } from "@/lib/session/testing/in-memory-server";
import { MINUTE_MS, makeUser } from "@/lib/session/testing/test-records";

describe("signing in", () => {
  it("opens a session with generation 0 and one token", () => {
    const server = new InMemoryServer();
    const { id, token } = server.signIn();
    expect(server.session(id)).toMatchObject({
      userId: "ada",
      generation: 0,
      minGeneration: 0,
      createdAt: server.now,
      authenticatedAt: server.now,
      lastPresenceAt: server.now,
      endedAt: null,
    });
    expect(server.row(token)).toMatchObject({
      hash: hash(token),
      sessionId: id,
      generation: 0,
      parentHash: null,
      expiresAt: server.session(id).absoluteExpiresAt,
    });
  });

  it.each([
    [true, "signed_in"],
    [false, "signed_in_new_browser"],
  ])("on a browser known before (%s) is recorded as %s, by the user", (knownBrowser, name) => {
    const server = new InMemoryServer();
    server.trySignIn("ada", { knownBrowser });
    expect(server.store.events).toMatchObject([
      { name, at: server.now, userId: "ada", actor: { userId: "ada" } },
    ]);
  });

  it("over a live session of the same browser replaces it; the other devices stay", () => {
    const server = new InMemoryServer();
    const old = server.signIn("ada", { browserId: "laptop" });
    const phone = server.signIn("ada", { browserId: "phone" });
    const stranger = server.signIn("grace", { browserId: "laptop" });
    const fresh = server.signIn("ada", { browserId: "laptop" });
    expect(server.session(old.id).endedReason).toBe("replaced");
    expect(server.refresh(old.token).outcome).toMatchObject({
      code: "session_revoked",
      details: { reason: "replaced" },
    });
    for (const { id } of [phone, stranger, fresh]) expect(server.session(id).endedAt).toBeNull();
  });

  it("over a session that has expired keeps its recorded end", () => {
    const server = new InMemoryServer();
    const old = server.signIn("ada", { browserId: "laptop" });
    const limit = server.now + 30 * MINUTE_MS;
    server.pass(40 * MINUTE_MS);
    server.signIn("ada", { browserId: "laptop" });
    expect(server.session(old.id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
  });

  it("at the maximum number of sessions ends the session least recently present, and no more than that", () => {
    const server = new InMemoryServer({ maxSessions: 3 });
    const [first, second, third] = [server.signIn(), server.signIn(), server.signIn()];
    server.pass(MINUTE_MS);
    server.report(first.id, 0);
    server.report(third.id, 0);
    const fourth = server.signIn();
    expect(server.session(second.id)).toMatchObject({ endedAt: server.now, endedReason: "replaced" });
    for (const { id } of [first, third, fourth]) expect(server.session(id).endedAt).toBeNull();
  });

  it("at the maximum, replacing the session of this browser is enough", () => {
    const server = new InMemoryServer({ maxSessions: 2 });
    const phone = server.signIn("ada", { browserId: "phone" });
    server.pass(MINUTE_MS);
    server.signIn("ada", { browserId: "laptop" });
    server.signIn("ada", { browserId: "laptop" });
    expect(server.session(phone.id).endedAt).toBeNull();
  });

  it("with a maximum of one leaves one", () => {
    const server = new InMemoryServer({ maxSessions: 1 });
    const old = server.signIn();
    const fresh = server.signIn();
    expect([server.session(old.id).endedReason, server.session(fresh.id).endedReason]).toEqual([
      "replaced",
      null,
    ]);
  });

  it("does not count expired sessions", () => {
    const server = new InMemoryServer({ maxSessions: 2 });
    const phone = server.signIn("ada", { rememberMe: true });
    server.pass(MINUTE_MS);
    const tired = server.signIn("ada", { rememberMe: false });
    server.pass(30 * MINUTE_MS);
    server.signIn();
    expect(server.session(phone.id).endedAt).toBeNull();
    expect(server.session(tired.id).endedReason).not.toBe("replaced");
  });

  it("to a disabled account is refused, after the right password only", () => {
    const server = new InMemoryServer();
    server.store.users.set("ada", { ...makeUser(), disabledAt: server.now });
    expect(server.trySignIn().outcome).toEqual({ code: "account_disabled" });
    const wrong = server.trySignIn("ada", { verifiedHash: "another" });
    expect(wrong.outcome).toEqual({ code: "invalid_credentials" });
    expect(server.store.sessions.size).toBe(0);
  });

  it("with a password that was changed while it was being checked is refused", () => {
    const server = new InMemoryServer();
    const { token } = server.signIn();
    server.changePassword(token, { passwordHash: "hash-2" });
    const late = server.trySignIn("ada", { verifiedHash: "hash-1" });
    expect(late.outcome).toEqual({ code: "invalid_credentials" });
  });

  it("of a deleted user is refused", () => {
    expect(new InMemoryServer().trySignIn("unknown").outcome).toEqual({
      code: "invalid_credentials",
    });
  });
});

describe("signing up", () => {
  it("creates the user and the first session", () => {
    const server = new InMemoryServer();
    const { outcome, token } = server.signUp(makeUser("lin"));
    expect(outcome).toMatchObject({ kind: "signed-in" });
    expect(server.store.users.get("lin")).toMatchObject({ id: "lin", createdAt: server.now });
    expect(server.refresh(token).outcome).toMatchObject({ kind: "rotated" });
    expect(server.store.events).toMatchObject([{ name: "signed_up", userId: "lin" }]);
  });

  it("with an e-mail address that is taken changes nothing", () => {
    const server = new InMemoryServer();
    expect(server.signUp(makeUser("lin"), "ada").outcome).toEqual({ code: "email_taken" });
    expect([server.store.users.has("lin"), server.store.sessions.size, server.store.events.length]).toEqual([
      false,
      0,
      0,
    ]);
  });

  it("on a browser with five accounts changes nothing; with four it is the fifth", () => {
    const server = new InMemoryServer();
    const five = ["a", "b", "c", "d", "e"];
    expect(server.signUp(makeUser("lin"), null, five).outcome).toEqual({ code: "too_many_accounts" });
    expect([server.store.users.has("lin"), server.store.sessions.size, server.store.events.length]).toEqual([
      false,
      0,
      0,
    ]);
    expect(server.signUp(makeUser("lin"), null, five.slice(1)).outcome).toMatchObject({ kind: "signed-in" });
  });
});
