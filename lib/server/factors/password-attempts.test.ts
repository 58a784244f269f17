/** Guessing the password in a stolen session ends that session, and locks out none of the user's others. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { changePassword } from "@/lib/server/account/account";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { reauthenticate } from "@/lib/server/sign-in/reauthentication";
import { overrideSingleton } from "@/lib/server/singleton";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { HOUR, install, installOn, PASSWORD, requester } from "@/lib/server/testing/installation";
import { MAX_PASSWORD_ATTEMPTS } from "@/lib/session/factors/password-attempts";

const from = requester();
const confirm = (grant: Grant, password = PASSWORD) =>
  reauthenticate(grant, grant.refreshToken, { password }, from);
const change = (grant: Grant, currentPassword: string) =>
  changePassword(
    grant,
    grant.refreshToken,
    { currentPassword, newPassword: "another lamp in a harbour", signOutOthers: false },
    from,
  );

/** A user with two sessions; a thief has a copy of one. */
async function stolen(app = install()) {
  const ada = await app.addUser("Ada");
  return { app, ada, thief: await app.openSession(ada), owner: await app.openSession(ada) };
}

describe.each(engines)("on $name", (engine) => {
  test("too many wrong confirmations end the guessing session; another session may go on", async () => {
    const { app, ada, thief, owner } = await stolen(await installOn(engine));
    for (let n = 0; n < MAX_PASSWORD_ATTEMPTS; n += 1) {
      const guess = n % 2 === 0 ? confirm(thief, `guess ${n}`) : change(thief, `guess ${n}`);
      expect(refusal(await guess)).toBe("invalid_credentials");
    }
    expect(refusal(await confirm(thief))).toBe("session_revoked: too_many_attempts");
    expect(refusal(await confirm(thief))).toBe("session_revoked: too_many_attempts");
    expect(await app.session(thief.session.id)).toMatchObject({ endedReason: "too_many_attempts" });
    expect((await app.audit(ada.id)).filter((name) => name.startsWith("session_ended"))).toEqual([
      "session_ended: too_many_attempts",
    ]);
    granted(await confirm(owner));
    granted(await change(owner, PASSWORD));
  });

  test("parallel guesses gain nothing", async () => {
    const { app, thief, ada } = await stolen(await installOn(engine));
    const guesses = Array.from({ length: 3 * MAX_PASSWORD_ATTEMPTS }, (_, n) => confirm(thief, `guess ${n}`));
    const codes = (await Promise.all(guesses)).map(refusal);
    expect(codes.filter((code) => code === "invalid_credentials")).toHaveLength(MAX_PASSWORD_ATTEMPTS);
    expect(new Set(codes)).toEqual(new Set(["invalid_credentials", "session_revoked: too_many_attempts"]));
    const audit = await app.audit(ada.id);
    expect(audit.filter((name) => name === "reauthentication_failed")).toHaveLength(MAX_PASSWORD_ATTEMPTS);
  });
});

test("a right password resets its session's count", async () => {
  const { app, owner } = await stolen();
  for (let round = 0; round < 3; round += 1) {
    for (let n = 1; n < MAX_PASSWORD_ATTEMPTS; n += 1) await confirm(owner, `a typing error ${n}`);
    granted(await confirm(owner));
  }
  expect(await app.session(owner.session.id)).toMatchObject({ endedAt: null, passwordAttempts: 0 });
});

test("time does not reset the count: a thief who waits gets no more guesses", async () => {
  const { app, thief } = await stolen();
  for (let n = 0; n < MAX_PASSWORD_ATTEMPTS; n += 1) {
    await confirm(thief, `guess ${n}`);
    app.pass(2 * 60_000);
  }
  expect(refusal(await confirm(thief))).toBe("session_revoked: too_many_attempts");
});

test("an attempt that could not be checked is not counted", async () => {
  const { app, owner } = await stolen();
  const full = { running: 3, waiting: { length: 500 } };
  overrideSingleton("password queue", full);
  const moreThanAnyLimit = RATE_LIMITS.confirmation.count + 1;
  for (let n = 0; n < moreThanAnyLimit; n += 1) await expect(confirm(owner)).rejects.toThrow();
  overrideSingleton("password queue", { running: 0, waiting: [] });
  granted(await confirm(owner));
  expect((await app.session(owner.session.id)).endedAt).toBeNull();
});

test("all sessions of a user share a higher limit, which ends none of them", async () => {
  const { app, ada, owner } = await stolen();
  for (let stolenSession = 0; stolenSession < 10; stolenSession += 1) {
    const thief = await app.openSession(ada);
    for (let n = 0; n < MAX_PASSWORD_ATTEMPTS; n += 1) await confirm(thief, `guess ${n}`);
  }
  const answer = await confirm(owner);
  expect(answer).toEqual({ code: "rate_limited", details: { retryAfter: 3600 } });
  for (let n = 0; n <= MAX_PASSWORD_ATTEMPTS; n += 1) await confirm(owner);
  expect(await app.session(owner.session.id)).toMatchObject({ endedAt: null, passwordAttempts: 0 });
  app.pass(HOUR);
  const later = await app.openSession(ada);
  granted(await confirm(later));
});

test("RATE_LIMIT=off ends no session", async () => {
  const { thief } = await stolen(install({ RATE_LIMIT: "off" }));
  for (let n = 0; n < 2 * MAX_PASSWORD_ATTEMPTS; n += 1) {
    expect(refusal(await confirm(thief, `guess ${n}`))).toBe("invalid_credentials");
  }
});
