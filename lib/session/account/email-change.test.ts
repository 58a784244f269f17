import { describe, expect, test } from "vitest";
import { isFailure } from "@/lib/session/failure";
import { CODE_LIFETIME_MS, MAX_CODE_ATTEMPTS, newChallenge } from "@/lib/session/sign-in/challenges";
import type { ChallengeRecord } from "@/lib/session/sign-in/sign-in-records";
import { makeUser } from "@/lib/session/testing/test-records";
import { decideConfirmEmailChange, decideEmailChange, type EmailChange } from "./email-change";

const NOW = CODE_LIFETIME_MS;
const ACTOR = { userId: "ada", sessionId: "session", ipAddress: null, device: null };
const mail = (template: string) => () =>
  ({ kind: "save-note", userId: template, text: "", updatedAt: 0 }) as const;
const user = makeUser();
const stranger = { id: "grace" };
const NEW = "new@example.com";

function challenge(set: Partial<ChallengeRecord> = {}): ChallengeRecord {
  const made = { id: "c", type: "email_change" as const, attemptId: null, userId: user.id, email: NEW };
  return { ...newChallenge({ ...made, codeHash: "hash" }, 1), ...set };
}

describe("asking for a code", () => {
  const ask = (found: Partial<EmailChange>, email = NEW) =>
    decideEmailChange(
      { user, challenge: null, owner: null, ...found },
      {
        email,
        made: { challengeId: "c", codeHash: "hash", mail: mail("code"), takenMail: mail("taken") },
      },
      NOW,
    );

  test.each<[string, Partial<EmailChange>, string | null, string]>([
    ["a free address", {}, "hash", "code"],
    ["an address that is taken", { owner: stranger }, null, "taken"],
  ])("%s: the same is written and answered", (_, found, codeHash, message) => {
    const { outcome, changes } = ask(found);
    expect(outcome).toMatchObject({ status: "pending", email: NEW, attempts: 0 });
    expect(changes.map(({ kind }) => kind)).toEqual(["cancel-challenges", "insert-challenge", "save-note"]);
    expect(changes[1]).toMatchObject({ challenge: { codeHash } });
    expect(changes[2]).toMatchObject({ userId: message });
  });

  test("the user's own address is refused", () => {
    expect(ask({ owner: user }, user.email)).toMatchObject({
      outcome: { code: "invalid_request" },
      changes: [],
    });
  });
});

describe("the code", () => {
  const confirm = (found: Partial<EmailChange>, isRight: boolean) =>
    decideConfirmEmailChange(
      { user, challenge: challenge(), owner: null, ...found },
      {
        matches: (hash) => isRight && hash === "hash",
        sessionId: "session",
        actor: ACTOR,
        notice: mail("notice"),
      },
      NOW,
    );

  test.each<[string, Partial<EmailChange>, boolean, string]>([
    ["right, in its last millisecond", {}, true, "changed"],
    ["wrong", {}, false, "invalid_code"],
    ["none was asked for", { challenge: null }, true, "challenge_closed"],
    ["ten minutes old", { challenge: challenge({ expiresAt: NOW }) }, true, "challenge_closed"],
    ["cancelled by a later one", { challenge: challenge({ status: "cancelled" }) }, true, "challenge_closed"],
    ["used", { challenge: challenge({ status: "completed" }) }, true, "challenge_closed"],
    ["after five wrong ones", { challenge: challenge({ status: "failed" }) }, true, "challenge_closed"],
    [
      "for an address taken from the start",
      { challenge: challenge({ codeHash: null }) },
      true,
      "invalid_code",
    ],
    ["for an address taken since", { owner: stranger }, true, "challenge_closed"],
  ])("%s", (_, found, isRight, expected) => {
    const { outcome } = confirm(found, isRight);
    expect(isFailure(outcome) ? outcome.code : "changed").toBe(expected);
  });

  test.each([0, 1, 2, 3, 4])("a wrong one after %i others is counted; the fifth is the last", (attempts) => {
    const { outcome, changes } = confirm({ challenge: challenge({ attempts }) }, false);
    const left = MAX_CODE_ATTEMPTS - attempts - 1;
    expect(outcome).toMatchObject({ details: { remainingAttempts: left } });
    expect(changes).toEqual([
      {
        kind: "update-challenge",
        id: "c",
        set: { attempts: attempts + 1, status: left === 0 ? "failed" : "pending" },
      },
    ]);
  });

  test("a right one changes the address, and voids what was sent to the old one", () => {
    const { changes, events } = confirm({}, true);
    expect(changes).toEqual(
      expect.arrayContaining([
        { kind: "update-user", id: "ada", set: { email: NEW, emailVerifiedAt: NOW } },
        { kind: "revoke-tickets", userId: "ada", type: "password_reset", at: NOW },
        { kind: "cancel-attempts", userId: "ada", at: NOW },
        mail("notice")(),
      ]),
    );
    expect(events).toMatchObject([{ name: "email_changed", userId: "ada", sessionId: "session" }]);
  });
});
