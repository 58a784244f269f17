/** Guessing the password in a stolen session ends that session, and locks out none of the user's others. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { changePassword } from "@/lib/server/account/account";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { reauthenticate } from "@/lib/server/sign-in/reauthentication";
import { overrideSingleton } from "@/lib/server/singleton";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { HOUR, install, installOn, MINUTE, PASSWORD, requester } from "@/lib/server/testing/installation";
import { addPhoneApp } from "@/lib/server/testing/second-factors";
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
  const open = () => app.openSession(ada, { rememberMe: true });
  return { app, ada, thief: await open(), owner: await open() };
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

describe.each(engines)("a thief who knows the password and has one session, on $name", (engine) => {
  const { sessionConfirmation: own, confirmation: ofUser } = RATE_LIMITS;

  /** Sends more passwords than the user may in an hour, in many requests at once. @returns the codes */
  async function sendMany({ thief }: { thief: Grant }, passwords: string[]): Promise<string[]> {
    const codes: string[] = [];
    while (codes.length <= ofUser.count) {
      const batch = passwords.map((password) => confirm(thief, password));
      codes.push(...(await Promise.all(batch)).map(refusal));
    }
    return codes;
  }

  test.each([
    ["the right one without the second factor", [PASSWORD]],
    ["a right and a wrong one in turn", ["a guess", PASSWORD]],
  ])("%s: refused in this session, and the owner goes on in another", async (_, passwords) => {
    const scene = await stolen(await installOn(engine));
    const { app, ada, thief, owner } = scene;
    const { phone } = await addPhoneApp(app, ada.id);
    const codes = await sendMany(scene, passwords);
    expect(codes.filter((code) => code !== "rate_limited")).toHaveLength(own.count);
    expect(codes.slice(own.count)).toEqual(Array(codes.length - own.count).fill("rate_limited"));
    expect((await app.session(thief.session.id)).endedAt).toBeNull();

    const proof = { password: PASSWORD, code: phone.code() };
    granted(await reauthenticate(owner, owner.refreshToken, proof, from));
    app.pass(HOUR);
    expect(refusal(await confirm(thief))).toBe("second_factor_required");
  });

  test("two windows of the session within one of the user do not use up the user's limit", async () => {
    const scene = await stolen(await installOn(engine));
    const { app, ada, owner, thief } = scene;
    await addPhoneApp(app, ada.id);
    await confirm(owner); // the user's window begins, half an hour before the session's
    app.pass(HOUR / 2);
    await confirm(thief);
    app.pass(HOUR / 2);
    await sendMany(scene, [PASSWORD]); // in the user's second window, and still in the session's first
    app.pass(HOUR / 2);
    await sendMany(scene, [PASSWORD]); // in the session's second
    expect(refusal(await confirm(owner))).toBe("second_factor_required");
  });
});

test("a user who confirms twenty times in an hour is not refused, though each takes two requests", async () => {
  const { app, ada, owner } = await stolen();
  const { phone } = await addPhoneApp(app, ada.id);
  let token = owner.refreshToken;
  for (let times = 0; times < 20; times += 1) {
    const give = (code?: string) => reauthenticate(owner, token, { password: PASSWORD, code }, from);
    expect(refusal(await give())).toBe("second_factor_required");
    token = granted(await give(phone.code())).refreshToken;
    app.pass(2 * MINUTE);
  }
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
