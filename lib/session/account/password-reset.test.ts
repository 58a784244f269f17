import { describe, expect, test } from "vitest";
import type { CheckedCode } from "@/lib/session/factors/second-factors";
import { authenticatorApp } from "@/lib/session/factors/second-factors.fixture";
import { timeStep } from "@/lib/session/factors/totp";
import { isFailure } from "@/lib/session/failure";
import { forgetProviderSignIns } from "@/lib/session/revocation";
import type { AuthenticatorRecord, TicketRecord } from "@/lib/session/sign-in/sign-in-records";
import { newTicket, type TicketWithAccount } from "@/lib/session/sign-in/tickets";
import { makeUser } from "@/lib/session/testing/test-records";
import { decideReset, decideResetRequest, MAX_RESET_CODES, RESET_LIFETIME_MS } from "./password-reset";

const NOW = RESET_LIFETIME_MS;
const ACTOR = { userId: null, sessionId: null, ipAddress: "192.0.2.1", device: null };
const mail = (template: string) => () =>
  ({ kind: "save-note", userId: template, text: "", updatedAt: 0 }) as const;
const TOTP = authenticatorApp({ id: "totp" });
const RIGHT: CheckedCode = { kind: "totp", totpSteps: { totp: timeStep(NOW) }, recoveryCodeId: null };
const WRONG: CheckedCode = { kind: "totp", totpSteps: {}, recoveryCodeId: null };

interface Case {
  ticket?: Partial<TicketRecord>;
  disabledAt?: number;
  authenticators?: AuthenticatorRecord[];
}

function found({ ticket, disabledAt, authenticators = [] }: Case = {}): TicketWithAccount {
  const made = newTicket({ hash: "hash", type: "password_reset", userId: "ada" }, 1, RESET_LIFETIME_MS);
  return {
    ticket: { ...made, ...ticket },
    account: {
      user: { ...makeUser(), disabledAt: disabledAt ?? null },
      sessions: [],
      signIns: null,
      notices: null,
    },
    factors: { authenticators, recoveryCodes: [] },
  };
}

function decide(rows: TicketWithAccount | null, code: CheckedCode | null = null) {
  const command = { passwordHash: "hash-2", code, actor: ACTOR, notice: mail("notice") };
  return decideReset(rows, command, NOW);
}

const codeOf = (rows: TicketWithAccount | null, code: CheckedCode | null = null) => {
  const { outcome } = decide(rows, code);
  return isFailure(outcome) ? outcome.code : outcome;
};

describe("a link", () => {
  test.each<[string, Case, string]>([
    ["in its last millisecond", {}, "reset"],
    ["after ten minutes", { ticket: { expiresAt: NOW } }, "invalid_ticket"],
    ["that was used", { ticket: { usedAt: 1 } }, "invalid_ticket"],
    ["that was revoked", { ticket: { revokedAt: 1 } }, "invalid_ticket"],
    ["that signs in", { ticket: { type: "sign_in_link" } }, "invalid_ticket"],
    ["that ends a session", { ticket: { type: "not_me" } }, "invalid_ticket"],
    ["of a passkey's ceremony", { ticket: { type: "passkey" } }, "invalid_ticket"],
    ["of a disabled account", { disabledAt: 1 }, "invalid_ticket"],
    ["of a user with a second factor", { authenticators: [TOTP] }, "second_factor_required"],
    [
      "of a user whose set-up was never finished",
      { authenticators: [{ ...TOTP, confirmedAt: null }] },
      "reset",
    ],
  ])("%s", (_, rows, outcome) => expect(codeOf(found(rows))).toBe(outcome));

  test("that is unknown", () => expect(codeOf(null)).toBe("invalid_ticket"));
});

describe("the second factor", () => {
  const rows = (failures = 0, set: Partial<AuthenticatorRecord> = {}) =>
    found({ ticket: { failures }, authenticators: [{ ...TOTP, ...set }] });

  test("without one nothing is written, and with the right one the password is", () => {
    expect(decide(rows()).changes).toEqual([]);
    expect(decide(rows(), RIGHT).changes).toContainEqual(forgetProviderSignIns("ada", null));
    expect(decide(rows(), RIGHT).changes).toContainEqual({
      kind: "update-user",
      id: "ada",
      set: { passwordHash: "hash-2" },
    });
  });

  test.each([0, 1, 2, 3, 4])(
    "a wrong code after %i others is counted; the fifth voids the link",
    (failures) => {
      const { outcome, changes } = decide(rows(failures), WRONG);
      expect(outcome).toMatchObject({ code: "invalid_code" });
      const revoked = failures + 1 === MAX_RESET_CODES ? { revokedAt: NOW } : {};
      expect(changes).toContainEqual({
        kind: "update-ticket",
        hash: "hash",
        set: { failures: failures + 1, ...revoked },
      });
    },
  );

  test("a locked app is told, and counts nothing", () => {
    const { outcome, changes } = decide(rows(0, { lockedUntil: NOW + 1 }), RIGHT);
    expect(outcome).toMatchObject({ code: "factor_locked" });
    expect(changes).toEqual([]);
  });
});

describe("asking for a link", () => {
  const ask = (user: ReturnType<typeof makeUser> | null, limited = false) =>
    decideResetRequest(
      user,
      {
        ticketHash: "hash",
        limited,
        mails: { link: mail("link"), noPassword: mail("no password"), decoy: mail("decoy") },
      },
      NOW,
    ).changes;
  const ada = makeUser();

  test.each<[string, ReturnType<typeof makeUser> | null, boolean, string, string | null]>([
    ["a user", ada, false, "link", "ada"],
    ["an unknown address", null, false, "decoy", null],
    ["a disabled user", { ...ada, disabledAt: 1 }, false, "decoy", null],
    ["a user who asks too often", ada, true, "decoy", null],
    ["a user without a password", { ...ada, passwordHash: "" }, false, "no password", null],
  ])("for %s writes the same rows", (_, user, limited, message, owner) => {
    const changes = ask(user, limited);
    expect(changes.map(({ kind }) => kind)).toEqual(["revoke-tickets", "insert-ticket", "save-note"]);
    expect(changes[1]).toMatchObject({ ticket: { userId: owner, expiresAt: NOW + RESET_LIFETIME_MS } });
    expect(changes[2]).toMatchObject({ userId: message });
  });
});
