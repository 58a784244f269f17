/** Resetting a forgotten password. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { refresh } from "@/lib/server/sessions/refresh";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { refusal } from "@/lib/server/testing/expectations";
import {
  type Installation,
  installOn,
  MINUTE,
  PASSWORD,
  requester,
  SECOND,
} from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { addPhoneApp, addRecoveryCodes } from "@/lib/server/testing/second-factors";
import { changePassword } from "./account";
import { confirmPasswordReset, requestPasswordReset } from "./password-reset";

const NEW_PASSWORD = "another lamp in a harbour";
const from = requester();
const EMAIL = "ada@example.com";

const ask = (email = EMAIL) => requestPasswordReset(email, from);
const choose = (token: string, more: { newPassword?: string; code?: string } = {}) =>
  confirmPasswordReset({ token, newPassword: NEW_PASSWORD, ...more }, requester());
const enter = (password: string) => signIn({ email: EMAIL, password, rememberMe: false }, requester());

async function askedFor(app: Installation): Promise<string> {
  await ask();
  return (await readMail(app, EMAIL))[0]?.ticket ?? "";
}

describe.each(engines)("$name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    return { app, ada };
  }

  test("the new password works, the old one and every session are over, and the user is told", async () => {
    const { app, ada } = await setUp();
    const sessions = [await app.openSession(ada), await app.openSession(ada)];
    const bystander = await app.openSession(await app.addUser("Grace"));
    const token = await askedFor(app);
    app.pass(1);
    expect(await choose(token)).toBeNull();
    for (const { refreshToken } of sessions)
      expect(refusal(await refresh(refreshToken, {}, from))).toBe("session_revoked: password_changed");
    expect(refusal(await refresh(bystander.refreshToken, {}, from))).toBe("granted");
    expect(refusal(await enter(PASSWORD))).toBe("invalid_credentials");
    expect(refusal(await enter(NEW_PASSWORD))).toBe("granted");
    expect((await readMail(app, EMAIL)).map(({ template }) => template)).toContain("password_changed");
    expect(await app.audit(ada.id)).toEqual(
      expect.arrayContaining(["password_changed", "session_ended: password_changed"]),
    );
  });

  test("an attempt that waited for the second factor is cancelled, and keeps no copy of a password's hash", async () => {
    const { app, ada } = await setUp();
    const { phone } = await addPhoneApp(app, ada.id);
    const begun = await signIn({ email: EMAIL, password: PASSWORD, rememberMe: false }, from);
    const id = "attempt" in begun ? begun.attempt.id : "";
    expect(await choose(await askedFor(app), { code: phone.code() })).toBeNull();
    expect((await app.db.findAttempt({ id }))?.attempt).toMatchObject({
      status: "cancelled",
      verifiedHash: null,
      passwordHash: null,
    });
  });

  test("a link works once, also when it is used twenty times at once", async () => {
    const { app } = await setUp();
    const token = await askedFor(app);
    const results = await Promise.all(Array.from({ length: 20 }, () => choose(token)));
    expect(results.filter((result) => result === null)).toHaveLength(1);
    expect(new Set(results.filter(Boolean).map((result) => result?.code))).toEqual(
      new Set(["invalid_ticket"]),
    );
    expect(
      (await readMail(app, EMAIL)).filter(({ template }) => template === "password_changed"),
    ).toHaveLength(1);
  });

  test("a link works for ten minutes, and a second request voids the first", async () => {
    const { app } = await setUp();
    const first = await askedFor(app);
    app.pass(1);
    const second = await askedFor(app);
    expect(second).not.toBe(first);
    expect(refusal(await choose(first))).toBe("invalid_ticket");
    app.pass(10 * MINUTE);
    expect(refusal(await choose(second))).toBe("invalid_ticket");
    app.pass(1);
    const third = await askedFor(app);
    app.pass(10 * MINUTE - 1);
    expect(await choose(third)).toBeNull();
  });

  test("a refused password voids nothing", async () => {
    const { app } = await setUp();
    const token = await askedFor(app);
    for (const newPassword of ["short", "ada@example.com ada", "aaaaaaaaaaaaaaaaaaaa"])
      expect(refusal(await choose(token, { newPassword }))).toBe("invalid_request");
    expect(await choose(token)).toBeNull();
  });

  test("a user with a second factor gives it too; without it the link stays good", async () => {
    const { app, ada } = await setUp();
    const { phone } = await addPhoneApp(app, ada.id);
    const token = await askedFor(app);
    expect(refusal(await choose(token))).toBe("second_factor_required");
    expect(refusal(await choose(token, { code: phone.wrongCode() }))).toBe("invalid_code");
    expect(await choose(token, { code: phone.code() })).toBeNull();
    expect((await app.db.findSecondFactors(ada.id)).authenticators).toHaveLength(1);
  });

  test("a recovery code will do, once", async () => {
    const { app, ada } = await setUp();
    await addPhoneApp(app, ada.id);
    const [code = ""] = await addRecoveryCodes(app, ada.id);
    expect(await choose(await askedFor(app), { code })).toBeNull();
    app.pass(1);
    expect(refusal(await choose(await askedFor(app), { code }))).toBe("invalid_code");
  });

  test("a code that signed the user in a moment ago does not work again", async () => {
    const { app, ada } = await setUp();
    const { phone } = await addPhoneApp(app, ada.id);
    expect(await choose(await askedFor(app), { code: phone.code() })).toBeNull();
    app.pass(1);
    expect(refusal(await choose(await askedFor(app), { code: phone.code() }))).toBe("invalid_code");
    app.pass(30 * SECOND);
    expect(await choose(await askedFor(app), { code: phone.code() })).toBeNull();
  });

  test("the fifth wrong code voids the link", async () => {
    const { app, ada } = await setUp();
    const { phone } = await addPhoneApp(app, ada.id);
    const token = await askedFor(app);
    for (let at = 0; at < 4; at += 1)
      expect(refusal(await choose(token, { code: "not a code" }))).toBe("invalid_code");
    app.pass(1);
    expect(refusal(await choose(token, { code: phone.wrongCode() }))).toBe("invalid_code");
    expect(refusal(await choose(token, { code: phone.code() }))).toBe("invalid_ticket");
  });

  test("an account disabled since gets no new password", async () => {
    const { app, ada } = await setUp();
    const token = await askedFor(app);
    await disable(app, ada.id);
    expect(refusal(await choose(token))).toBe("invalid_ticket");
  });

  test("a password change voids the link", async () => {
    const { app, ada } = await setUp();
    const token = await askedFor(app);
    const grant = await app.openSession(ada);
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, signOutOthers: true };
    expect(refusal(await changePassword(grant, grant.refreshToken, input, from))).toBe("granted");
    expect(refusal(await choose(token))).toBe("invalid_ticket");
  });
});

function disable(app: Installation, id: string) {
  return app.db.changeAccount({ id }, (_, now) => ({
    outcome: null,
    changes: [{ kind: "update-user", id, set: { disabledAt: now } }],
    events: [],
  }));
}
