import { describe, expect, test } from "vitest";
import { isFailure } from "@/lib/session/failure";
import { forgetProviderSignIns } from "@/lib/session/revocation";
import type { TicketRecord } from "@/lib/session/sign-in/sign-in-records";
import { newTicket, type TicketWithAccount } from "@/lib/session/sign-in/tickets";
import { InMemoryServer } from "@/lib/session/testing/in-memory-server";
import { decideNotMe, NOT_ME_LIFETIME_MS } from "./not-me";

const ACTOR = { userId: null, sessionId: null, ipAddress: "192.0.2.1", device: "Chrome on Windows" };

describe("the link in the message about a new sign-in", () => {
  function found(set: Partial<TicketRecord> = {}) {
    const server = new InMemoryServer();
    const session = { id: server.signIn().id, userId: "ada" };
    const account = server.store.account(session.userId);
    if (!account) throw new Error("no account");
    const made = { hash: "hash", type: "not_me" as const, userId: session.userId, sessionId: session.id };
    const ticket = { ...newTicket(made, server.now, NOT_ME_LIFETIME_MS), ...set };
    const rows: TicketWithAccount = { ticket, account, factors: { authenticators: [], recoveryCodes: [] } };
    return { rows, now: server.now, sessionId: session.id };
  }

  test("ends that session, in the name of its user", () => {
    const { rows, now, sessionId } = found();
    const { outcome, changes, events } = decideNotMe(rows, ACTOR, now);
    expect(outcome).toBe("ended");
    expect(changes).toContainEqual({
      kind: "update-session",
      id: sessionId,
      set: { endedAt: now, endedReason: "user" },
    });
    expect(events).toMatchObject([
      { name: "session_ended", sessionId, actor: { userId: rows.account.user.id } },
    ]);
  });

  test.each<[string, Partial<TicketRecord>, string]>([
    ["after its use says so again, and writes nothing", { usedAt: 1 }, "ended"],
    ["that is revoked", { revokedAt: 1 }, "invalid_ticket"],
    ["that has expired", { expiresAt: 0 }, "invalid_ticket"],
    ["that resets a password", { type: "password_reset" }, "invalid_ticket"],
    ["that signs in", { type: "sign_in_link" }, "invalid_ticket"],
  ])("%s", (_, set, expected) => {
    const { rows, now } = found(set);
    const { outcome, changes } = decideNotMe(rows, ACTOR, now);
    expect(isFailure(outcome) ? outcome.code : outcome).toBe(expected);
    expect(changes).toEqual([]);
  });

  test("of a session that is over ends no other, and makes that end final", () => {
    const { rows, now } = found({ sessionId: "gone" });
    const { outcome, changes, events } = decideNotMe(rows, ACTOR, now);
    expect([outcome, events]).toEqual(["ended", []]);
    expect(changes).toContainEqual(forgetProviderSignIns("ada", "gone"));
  });
});
