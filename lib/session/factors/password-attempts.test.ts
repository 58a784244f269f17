import { describe, expect, test } from "vitest";
import { InMemoryServer } from "@/lib/session/testing/in-memory-server";
import { actorOf, MINUTE_MS } from "@/lib/session/testing/test-records";
import {
  decidePasswordAttempt,
  decidePasswordAttemptResult,
  MAX_PASSWORD_ATTEMPTS,
  type PasswordAttemptResult,
} from "./password-attempts";

const server = new InMemoryServer();
const session = server.session(server.signIn().id);
const now = session.createdAt;
const actor = actorOf("ada", session.id);
const ENDED = { code: "session_revoked", details: { reason: "too_many_attempts" } };

describe("an attempt to confirm the password", () => {
  test.each([
    ["the first is counted", 0, null, 1],
    ["the tenth is counted", MAX_PASSWORD_ATTEMPTS - 1, null, MAX_PASSWORD_ATTEMPTS],
    ["the eleventh ends the session", MAX_PASSWORD_ATTEMPTS, ENDED, undefined],
  ])("%s", (_, passwordAttempts, outcome, counted) => {
    const decision = decidePasswordAttempt({ ...session, passwordAttempts }, { limited: true, actor }, now);
    expect(decision.outcome).toEqual(outcome);
    const [change] = decision.changes;
    expect(change).toMatchObject({ kind: "update-session", id: session.id });
    expect(change && "set" in change && change.set).toEqual(
      counted ? { passwordAttempts: counted } : { endedAt: now, endedReason: "too_many_attempts" },
    );
    const ended = { name: "session_ended", reason: "too_many_attempts", sessionId: session.id, actor };
    expect(decision.events).toMatchObject(counted ? [] : [ended]);
  });

  test("beyond the limit ends the session and revokes its tokens", () => {
    const guessed = { ...session, passwordAttempts: MAX_PASSWORD_ATTEMPTS };
    const { changes } = decidePasswordAttempt(guessed, { limited: true, actor }, now);
    expect(changes).toContainEqual({ kind: "revoke-tokens", sessionId: session.id, at: now });
  });

  test("is not counted when rate limits are off", () => {
    const guessed = { ...session, passwordAttempts: 1000 };
    expect(decidePasswordAttempt(guessed, { limited: false, actor }, now)).toEqual({
      outcome: null,
      changes: [],
      events: [],
    });
  });

  test("without a session is refused", () => {
    expect(decidePasswordAttempt(null, { limited: true, actor }, now).outcome).toEqual({
      code: "not_authenticated",
    });
  });
});

describe("the result of an attempt", () => {
  const cases: [PasswordAttemptResult, number, number | null, string[]][] = [
    ["right", 7, 0, []],
    ["right", 0, null, []],
    ["wrong", 7, null, ["reauthentication_failed"]],
    ["unchecked", 7, 6, []],
    ["unchecked", 0, null, []],
  ];
  test.each(cases)("%s after %i: %j", (result, passwordAttempts, next, events) => {
    const decision = decidePasswordAttemptResult({ ...session, passwordAttempts }, { result, actor }, now);
    const set = { passwordAttempts: next };
    expect(decision.changes).toEqual(next === null ? [] : [{ kind: "update-session", id: session.id, set }]);
    expect(decision.events.map(({ name }) => name)).toEqual(events);
  });

  test("a wrong password is recorded with the device it came from", () => {
    const { events } = decidePasswordAttemptResult(session, { result: "wrong", actor }, now + MINUTE_MS);
    expect(events).toMatchObject([{ at: now + MINUTE_MS, userId: "ada", sessionId: session.id, actor }]);
  });
});
