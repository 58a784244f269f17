import { describe, expect, it } from "vitest";
import { hash, InMemoryServer } from "@/lib/session/testing/in-memory-server";
import { actorOf, DAY_MS, GRACE, POLICY } from "@/lib/session/testing/test-records";
import { decidePasswordChange } from "./password-change";

const COMMAND = {
  verifiedHash: "hash-1",
  passwordHash: "hash-2",
  signOutOthers: true,
  candidate: { hash: "x", sealed: "x" },
  actor: actorOf("ada"),
};

/** Ada on two devices. The laptop has rotated once, so its token has a predecessor. */
function scene() {
  const server = new InMemoryServer({ limits: { ...POLICY.limits, idle: 20 * DAY_MS } });
  const phone = server.signIn();
  const stranger = server.signIn("grace");
  const { id, token: first } = server.signIn();
  const second = server.refresh(first).token ?? "";
  return { server, phone, stranger, id, first, second };
}

describe("changing the password", () => {
  it("rotates this session and bars its older tokens, without ending it", () => {
    const { server, id, first, second } = scene();
    const { outcome, token } = server.changePassword(second, { passwordHash: "hash-2" });
    expect(outcome).toMatchObject({ kind: "rotated", session: { id, generation: 2, minGeneration: 2 } });
    expect(server.session(id)).toMatchObject({ generation: 2, minGeneration: 2, endedAt: null });
    expect(server.store.users.get("ada")?.passwordHash).toBe("hash-2");

    server.pass(DAY_MS);
    for (const old of [first, second]) {
      expect(server.refresh(old).outcome).toEqual({ code: "superseded" });
      expect(server.callApiAs(old)).toEqual({ code: "token_expired" });
    }
    expect(server.refresh(token ?? "").outcome).toMatchObject({ kind: "rotated" });
  });

  it("seals nothing for a token from before the password change", () => {
    const { server, second } = scene();
    server.changePassword(second);
    const sealed = [...server.store.tokens.values()].filter((row) => row.sealedSuccessor !== null);
    expect(sealed).toEqual([]);
  });

  it("works with the predecessor too: the answer to its rotation may have been lost", () => {
    const { server, id, first, second } = scene();
    server.pass(DAY_MS);
    const { outcome, token } = server.changePassword(first);
    expect(outcome).toMatchObject({ kind: "rotated" });
    expect(server.session(id)).toMatchObject({ generation: 2, minGeneration: 2, lateRepeats: 0 });
    expect(server.row(token ?? "")).toMatchObject({ generation: 2, parentHash: hash(second) });
    expect(server.refresh(second).outcome).toEqual({ code: "superseded" });
  });

  it("with an old token is reuse, and the password stays", () => {
    const { server, id, first, second } = scene();
    server.pass(GRACE);
    server.refresh(second);
    server.pass(GRACE);
    const { outcome } = server.changePassword(first);
    expect(outcome).toEqual({ code: "session_revoked", details: { reason: "reuse_detected" } });
    expect(server.session(id).endedReason).toBe("reuse_detected");
    expect(server.store.users.get("ada")?.passwordHash).toBe("hash-1");
  });

  it.each([
    ["garbage", "not_authenticated"],
    ["ended", "session_revoked"],
    ["overtaken", "superseded"],
  ])("with a token that is %s answers like a refresh: %s", (what, code) => {
    const { server, id, first, second } = scene();
    if (what === "ended") server.revoke(id);
    if (what === "overtaken") {
      server.pass(GRACE);
      server.refresh(second);
    }
    const { outcome } = server.changePassword(what === "garbage" ? "garbage" : first);
    expect(outcome).toMatchObject({ code });
    expect(server.store.users.get("ada")?.passwordHash).toBe("hash-1");
  });

  it("with the bearer of another session is refused and changes nothing", () => {
    const { server, phone, id, second } = scene();
    const { outcome } = server.changePassword(second, { sessionId: phone.id });
    expect(outcome).toEqual({ code: "session_mismatch" });
    expect(server.session(id)).toMatchObject({ generation: 1, minGeneration: 0 });
    expect(server.store.users.get("ada")?.passwordHash).toBe("hash-1");
  });

  it("twice at once: the second is refused, because its old password is no longer valid", () => {
    const { server, second } = scene();
    const { token } = server.changePassword(second, { verifiedHash: "hash-1", passwordHash: "hash-2" });
    const late = server.changePassword(token ?? "", { verifiedHash: "hash-1", passwordHash: "hash-3" });
    expect(late.outcome).toEqual({ code: "invalid_credentials" });
    expect(server.store.users.get("ada")?.passwordHash).toBe("hash-2");
  });

  it.each([
    [true, "password_changed", ["ada"]],
    [false, null, []],
  ])(
    "with signOutOthers %s, the other device ends as %s and no other user's does",
    (signOutOthers, ended, forgotten) => {
      const { server, phone, stranger, second } = scene();
      server.changePassword(second, { signOutOthers });
      expect(server.session(phone.id).endedReason).toBe(ended);
      expect(server.session(stranger.id).endedReason).toBeNull();
      expect(server.store.forgotten).toEqual(forgotten); // also one that had expired does not come back
    },
  );

  it("is recorded, and so is every session it ends", () => {
    const { server, phone, id, second } = scene();
    const told = server.store.events.length;
    server.changePassword(second);
    expect(server.store.events.slice(told)).toMatchObject([
      { name: "password_changed", userId: "ada", sessionId: id },
      { name: "session_ended", userId: "ada", sessionId: phone.id, reason: "password_changed" },
    ]);
  });

  it("voids what was begun with the old password: attempts, codes for a new address, and reset links", () => {
    const { server, id, second } = scene();
    const command = { ...COMMAND, sessionId: id };
    const { changes } = decidePasswordChange(server.store.family(hash(second)), command, server.now, POLICY);
    expect(changes).toEqual(
      expect.arrayContaining([
        { kind: "cancel-attempts", userId: "ada", at: server.now },
        { kind: "cancel-challenges", userId: "ada" },
        { kind: "revoke-tickets", userId: "ada", type: "password_reset", at: server.now },
      ]),
    );
  });

  it("never moves the idle limit", () => {
    const { server, id, second } = scene();
    const { lastPresenceAt } = server.session(id);
    server.pass(DAY_MS);
    server.changePassword(second);
    expect(server.session(id).lastPresenceAt).toBe(lastPresenceAt);
  });

  it("without the account loaded throws, and does not silently become a refresh", () => {
    const { server, id, second } = scene();
    const family = server.store.family(hash(second));
    if (!family) throw new Error("no family");
    const command = { ...COMMAND, sessionId: id };
    const decide = () => decidePasswordChange({ ...family, account: null }, command, server.now, POLICY);
    expect(decide).toThrow("account");
  });
});
