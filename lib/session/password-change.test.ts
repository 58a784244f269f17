import { describe, expect, it } from "vitest";
import { decidePasswordChange } from "./password-change";
import { actorOf, DAY_MS, GRACE, hash, InMemoryServer, POLICY } from "./testing/in-memory-server";

/** Ada on two devices; the laptop has rotated once, so it has a predecessor. */
function scene() {
  const house = new InMemoryServer({ limits: { ...POLICY.limits, idle: 20 * DAY_MS } });
  const phone = house.signIn();
  const stranger = house.signIn("grace");
  const { id, token: first } = house.signIn();
  const second = house.refresh(first).token ?? "";
  return { house, phone, stranger, id, first, second };
}

describe("changing the password", () => {
  it("rotates this session and bars its older tokens, without ending it", () => {
    const { house, id, first, second } = scene();
    const { outcome, token } = house.changePassword(second, { passwordHash: "hash-2" });
    expect(outcome).toMatchObject({ kind: "rotated", session: { id, generation: 2, minGeneration: 2 } });
    expect(house.session(id)).toMatchObject({ generation: 2, minGeneration: 2, endedAt: null });
    expect(house.store.users.get("ada")?.passwordHash).toBe("hash-2");

    house.pass(DAY_MS);
    for (const old of [first, second]) {
      expect(house.refresh(old).outcome).toEqual({ code: "superseded" });
      expect(house.callApiAs(old)).toEqual({ code: "token_expired" });
    }
    expect(house.refresh(token ?? "").outcome).toMatchObject({ kind: "rotated" });
  });

  it("seals nothing for a token from before the password change", () => {
    const { house, second } = scene();
    house.changePassword(second);
    const sealed = [...house.store.tokens.values()].filter((row) => row.sealedSuccessor !== null);
    expect(sealed).toEqual([]);
  });

  it("works from the predecessor too, whose answer may have been lost", () => {
    const { house, id, first, second } = scene();
    house.pass(DAY_MS);
    const { outcome, token } = house.changePassword(first);
    expect(outcome).toMatchObject({ kind: "rotated" });
    expect(house.session(id)).toMatchObject({ generation: 2, minGeneration: 2, lateRepeats: 0 });
    expect(house.row(token ?? "")).toMatchObject({ generation: 2, parentHash: hash(second) });
    expect(house.refresh(second).outcome).toEqual({ code: "superseded" });
  });

  it("with an old token is reuse, and the password stays", () => {
    const { house, id, first, second } = scene();
    house.pass(GRACE);
    house.refresh(second);
    house.pass(GRACE);
    const { outcome } = house.changePassword(first);
    expect(outcome).toEqual({ code: "session_revoked", details: { reason: "reuse_detected" } });
    expect(house.session(id).endedReason).toBe("reuse_detected");
    expect(house.store.users.get("ada")?.passwordHash).toBe("hash-1");
  });

  it.each([
    ["garbage", "not_authenticated"],
    ["ended", "session_revoked"],
    ["overtaken", "superseded"],
  ])("with a token that is %s answers like a refresh: %s", (what, code) => {
    const { house, id, first, second } = scene();
    if (what === "ended") house.revoke(id);
    if (what === "overtaken") {
      house.pass(GRACE);
      house.refresh(second);
    }
    const { outcome } = house.changePassword(what === "garbage" ? "garbage" : first);
    expect(outcome).toMatchObject({ code });
    expect(house.store.users.get("ada")?.passwordHash).toBe("hash-1");
  });

  it("with the bearer of another session is refused and changes nothing", () => {
    const { house, phone, id, second } = scene();
    const { outcome } = house.changePassword(second, { sessionId: phone.id });
    expect(outcome).toEqual({ code: "session_mismatch" });
    expect(house.session(id)).toMatchObject({ generation: 1, minGeneration: 0 });
    expect(house.store.users.get("ada")?.passwordHash).toBe("hash-1");
  });

  it("twice at once: the second was checked against a password that is none any more", () => {
    const { house, second } = scene();
    const { token } = house.changePassword(second, { verifiedHash: "hash-1", passwordHash: "hash-2" });
    const late = house.changePassword(token ?? "", { verifiedHash: "hash-1", passwordHash: "hash-3" });
    expect(late.outcome).toEqual({ code: "invalid_credentials" });
    expect(house.store.users.get("ada")?.passwordHash).toBe("hash-2");
  });

  it.each([
    [true, "password_changed"],
    [false, null],
  ])(
    "with signOutOthers %s, the other device ends as %s and no other user's does",
    (signOutOthers, ended) => {
      const { house, phone, stranger, second } = scene();
      house.changePassword(second, { signOutOthers });
      expect(house.session(phone.id).endedReason).toBe(ended);
      expect(house.session(stranger.id).endedReason).toBeNull();
    },
  );

  it("is recorded, and so is every end it brings", () => {
    const { house, phone, id, second } = scene();
    const told = house.store.events.length;
    house.changePassword(second);
    expect(house.store.events.slice(told)).toMatchObject([
      { name: "password_changed", userId: "ada", sessionId: id },
      { name: "session_ended", userId: "ada", sessionId: phone.id, reason: "password_changed" },
    ]);
  });

  it("never moves the idle limit", () => {
    const { house, id, second } = scene();
    const { lastPresenceAt } = house.session(id);
    house.pass(DAY_MS);
    house.changePassword(second);
    expect(house.session(id).lastPresenceAt).toBe(lastPresenceAt);
  });

  it("without the account loaded is a bug, never silently a refresh", () => {
    const { house, id, second } = scene();
    const family = house.store.family(hash(second));
    if (!family) throw new Error("no family");
    const command = {
      sessionId: id,
      verifiedHash: "hash-1",
      passwordHash: "hash-2",
      signOutOthers: true,
      candidate: { hash: "x", sealed: "x" },
      actor: actorOf("ada"),
    };
    const decide = () => decidePasswordChange({ ...family, account: null }, command, house.now, POLICY);
    expect(decide).toThrow("account");
  });
});
