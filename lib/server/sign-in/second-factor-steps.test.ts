/** Second factors that complete a sign-in, sent many times at once, on both engines. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { recordStatements } from "@/db/testing/recorded-statements";
import { changePassword } from "@/lib/server/account/account";
import { setUserDisabled } from "@/lib/server/admin/user-commands";
import { addPasskey, beginAddingPasskey } from "@/lib/server/factors/passkeys";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import { type Installation, installOn, MINUTE, PASSWORD, requester } from "@/lib/server/testing/installation";
import { addPhoneApp, addRecoveryCodes, PhoneApp } from "@/lib/server/testing/second-factors";
import { SoftwareAuthenticator } from "@/lib/server/testing/software-authenticator";
import { isFailure } from "@/lib/session/failure";
import type { StepResult } from "./attempt-steps";
import { beginPasskeySignIn, beginPasskeyStep, signInWithPasskey } from "./passkey-sign-in";
import { confirmTotpStep, startTotpStep, submitSecondFactorCode } from "./second-factor-steps";
import { signIn } from "./sign-in";

const from = requester();

/** Signs in with the password. @returns the id of the attempt that waits for the second factor */
async function afterPassword(client = from): Promise<string> {
  const input = { email: "ada@example.com", password: PASSWORD, rememberMe: false };
  const result = await signIn(input, client);
  if (!("attempt" in result)) throw new Error("no second factor was asked for");
  client.attemptIds.push(result.attempt.id);
  return result.attempt.id;
}

function succeeded<Result>(result: Result): Exclude<Result, { code: unknown }> {
  if (isFailure(result)) throw new Error(result.code);
  return result as Exclude<Result, { code: unknown }>;
}

const times = <Result>(count: number, send: () => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, send));
const sessionsIn = (results: StepResult[]) => results.filter((result) => "session" in result).length;
const living = async (app: Installation, userId: string) => (await app.db.listLiving(userId)).length;

describe.each(engines)("$name", (engine) => {
  test("the code of an app twenty times at once: one session, and another sign-in cannot use it", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const { phone } = await addPhoneApp(app, ada.id);
    const [id, other] = [await afterPassword(), await afterPassword(requester())];
    const send = () => submitSecondFactorCode(id, "totp", phone.code(), from);
    expect(sessionsIn(await times(20, send))).toBe(1);
    expect(await living(app, ada.id)).toBe(1);
    expect(sessionsIn([await submitSecondFactorCode(other, "totp", phone.code(), from)])).toBe(0);
  });

  test("the code of an app: no code by e-mail, no link and no recovery code is read", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const { phone } = await addPhoneApp(app, ada.id);
    const [recoveryCode = ""] = await addRecoveryCodes(app, ada.id);
    const client = requester();
    const [id, other] = [await afterPassword(client), await afterPassword(client)];
    const ran = recordStatements();
    const codesRead = () => {
      const statements = ran();
      const isRead = (table: string) => statements.some((text) => text.includes(`from "${table}"`));
      return ["challenges", "tickets", "recovery_codes"].filter(isRead);
    };
    succeeded(await submitSecondFactorCode(id, "totp", phone.code(), client));
    expect(codesRead()).toEqual([]);
    succeeded(await submitSecondFactorCode(other, "recovery_code", recoveryCode, client));
    expect(codesRead()).toEqual(["challenges", "tickets", "recovery_codes"]);
  });

  test("a recovery code in ten sign-ins at once: one session", async () => {
    const app = await installOn(engine, { RATE_LIMIT: "off" });
    const ada = await app.addUser("Ada");
    await addPhoneApp(app, ada.id);
    const [code = ""] = await addRecoveryCodes(app, ada.id);
    const begun: [string, typeof from][] = [];
    for (let count = 0; count < 10; count += 1) {
      const client = requester();
      begun.push([await afterPassword(client), client]);
    }
    const results = await Promise.all(
      begun.map(([id, client]) => submitSecondFactorCode(id, "recovery_code", code, client)),
    );
    expect(sessionsIn(results)).toBe(1);
    expect(await living(app, ada.id)).toBe(1);
  });

  test("a first app is confirmed twenty times at once: one session, ten recovery codes", async () => {
    const app = await installOn(engine, { SECOND_FACTOR: "required" });
    const ada = await app.addUser("Ada");
    const id = await afterPassword();
    const { secret } = succeeded(await startTotpStep(id, from));
    const code = new PhoneApp(app, secret).code();
    const results = await times(20, () => confirmTotpStep(id, code, from));
    expect(sessionsIn(results.map(({ result }) => result))).toBe(1);
    expect(results.flatMap(({ recoveryCodes }) => recoveryCodes ?? [])).toHaveLength(10);
    expect((await app.db.findSecondFactors(ada.id)).recoveryCodes).toHaveLength(10);
    expect(await living(app, ada.id)).toBe(1);
  });

  test.each(["password", "account"])("a set-up under way when the %s changes adds nothing", async (what) => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const own = await app.openSession(ada);
    app.restart({ SECOND_FACTOR: "required" });
    const [id, waiting] = [await afterPassword(), await afterPassword()];
    const { secret } = succeeded(await startTotpStep(id, from));
    const phone = new PhoneApp(app, secret);
    if (what === "password") {
      const input = {
        currentPassword: PASSWORD,
        newPassword: "another lamp in a harbour",
        signOutOthers: true,
      };
      succeeded(await changePassword(own, own.refreshToken, input, requester()));
    } else {
      await setUserDisabled(ada.email, true);
      await setUserDisabled(ada.email, false);
    }
    const closed = { code: "attempt_closed", details: { status: "cancelled" } };
    expect(await confirmTotpStep(id, phone.code(), from)).toEqual({ result: closed, recoveryCodes: null });
    expect(await startTotpStep(waiting, from)).toEqual(closed);
    const { authenticators, recoveryCodes } = await app.db.findSecondFactors(ada.id);
    expect([authenticators.map(({ confirmedAt }) => confirmedAt), recoveryCodes]).toEqual([[null], []]);
    expect(await app.audit(ada.id)).not.toContain("factor_added");
    for (const attemptId of [id, waiting])
      expect(await app.db.findAttempt({ id: attemptId })).toMatchObject({ attempt: { status: "cancelled" } });
  });

  test("what cannot be a code is no guess: it writes no event, which could flood the activity", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    await addPhoneApp(app, ada.id, { type: "passkey", sealedSecret: null, credentialId: "credential" });
    const id = await afterPassword();
    for (let count = 0; count < 12; count += 1) {
      expect(await submitSecondFactorCode(id, "recovery_code", "?", from)).toEqual({ code: "invalid_code" });
      expect(await submitSecondFactorCode(id, "totp", "123456", from)).toEqual({ code: "invalid_code" });
    }
    expect(await app.audit(ada.id)).not.toContain("second_factor_failed");
  });

  test("challenges of passkeys are counted, for an attempt as well", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    await addPhoneApp(app, ada.id);
    const id = await afterPassword();
    const key = `attempt:${from.device.ipAddress}`;
    const counter = { key, durationMs: 15 * MINUTE, limit: RATE_LIMITS.attempt.count };
    for (let count = 1; count < counter.limit; count += 1) await app.db.count([counter]);
    succeeded(await beginPasskeyStep(id, from));
    expect(await beginPasskeyStep(id, from)).toMatchObject({ code: "rate_limited" });
    expect(await beginPasskeySignIn(from)).toMatchObject({ code: "rate_limited" });
  });

  test("a passkey twenty times at once: one session", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const { session, now } = await app.openSession(ada, { browserId: from.browserId });
    const principal = { user: ada, session, now };
    const key = new SoftwareAuthenticator();
    const credential = key.create(succeeded(await beginAddingPasskey(principal, from)));
    succeeded(await addPasskey(principal, { credential, name: null }, from));
    const signed = key.get(succeeded(await beginPasskeySignIn(from)));
    const results = await times(20, () => signInWithPasskey({ credential: signed, rememberMe: false }, from));
    expect(sessionsIn(results)).toBe(1);
    expect(await living(app, ada.id)).toBe(1);
  });
});
