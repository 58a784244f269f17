/**
 * A hash of a password takes long, and all calls share one queue: each call has a limit before it, so that no account
 * and no address keeps the others from signing in.
 */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { changePassword } from "@/lib/server/account/account";
import { confirmPasswordReset, requestPasswordReset } from "@/lib/server/account/password-reset";
import { secureAccount } from "@/lib/server/account/secure-account";
import { actorOf } from "@/lib/server/client-info";
import { addressKey, RATE_LIMITS, type RateLimitName } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { submitEmailCode, submitProfile } from "@/lib/server/sign-in/attempt-steps";
import { sentTo } from "@/lib/server/sign-in/attempts.fixture";
import { reauthenticate } from "@/lib/server/sign-in/reauthentication";
import { confirmTotpStep, startTotpStep } from "@/lib/server/sign-in/second-factor-steps";
import { signIn, signUp } from "@/lib/server/sign-in/sign-in";
import { overrideSingleton } from "@/lib/server/singleton";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { type Installation, install, PASSWORD, requester } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { addPhoneApp, addRecoveryCodes, PhoneApp } from "@/lib/server/testing/second-factors";
import { ownCounter } from "@/lib/session/user-limits";
import { confirmTotp, replaceRecoveryCodes, startTotp } from "./authenticators";
import { spendSecondFactorCode } from "./second-factors";

const NEW_PASSWORD = "another lamp in a harbour";
const EMAIL = "ada@example.com";
const ADDRESS = addressKey(requester().device.ipAddress);

let app: Installation;
let ada: Grant;

async function useUp(limit: RateLimitName, key: string): Promise<void> {
  const { count, durationSeconds } = RATE_LIMITS[limit];
  const counter = { key: `${limit}:${key}`, durationMs: durationSeconds * 1000, limit: count };
  for (let n = 0; n < count; n += 1) await app.db.count([counter]);
}

/** From now on a call that computes a hash throws. */
function fillQueue() {
  overrideSingleton("password queue", { running: 3, waiting: { length: 500 } });
}

async function setUp(environment = {}) {
  app = install(environment);
  ada = await app.openSession(await app.addUser("Ada"));
}

describe("without a hash", () => {
  beforeEach(() => setUp());

  test("a sign-in over the limit of the account", async () => {
    await useUp("address", ADDRESS);
    fillQueue();
    const entered = signIn({ email: EMAIL, password: PASSWORD, rememberMe: false }, requester());
    expect(refusal(await entered)).toBe("rate_limited");
  });

  test("a sign-up over the limit of the address", async () => {
    await useUp("signUp", ADDRESS);
    fillQueue();
    const input = { email: "grace@example.com", name: "Grace", password: NEW_PASSWORD };
    expect(refusal(await signUp(input, requester()))).toBe("rate_limited");
  });

  test("the last step of a sign-up over the limit of the address", async () => {
    await setUp({ EMAIL_VERIFICATION: "on" });
    const from = requester();
    const begun = await signUp({ email: "grace@example.com" }, from);
    if (!("attempt" in begun)) throw new Error("no attempt");
    const { id } = begun.attempt;
    from.attemptIds.push(id);
    await submitEmailCode(id, (await sentTo(app, "grace@example.com")).code, from);
    const step = await submitProfile(id, { password: NEW_PASSWORD }, from);
    expect(step).toMatchObject({ attempt: { id } }); // the name is missing: it stays open for another hash
    await useUp("address", ADDRESS);
    fillQueue();
    expect(refusal(await submitProfile(id, { password: NEW_PASSWORD }, from))).toBe("rate_limited");
  });

  test("a reset link over the limit of the address, with a wrong code that leaves it open", async () => {
    const { phone } = await addPhoneApp(app, ada.user.id);
    await requestPasswordReset(EMAIL, requester());
    const token = (await readMail(app, EMAIL))[0]?.ticket ?? "";
    const choose = () =>
      confirmPasswordReset({ token, newPassword: NEW_PASSWORD, code: phone.wrongCode() }, requester());
    expect(refusal(await choose())).toBe("invalid_code");
    await useUp("address", ADDRESS);
    fillQueue();
    expect(refusal(await choose())).toBe("rate_limited");
  });

  test("a confirmation and a change of the password over the limit of the user", async () => {
    await useUp("confirmation", ada.user.id);
    fillQueue();
    const from = requester();
    const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const { id: sessionId } = (await app.openSession(ada.user)).session;
    const calls = [
      reauthenticate(ada, ada.refreshToken, { password: PASSWORD }, from),
      changePassword(ada, ada.refreshToken, { ...change, signOutOthers: false }, from),
      secureAccount(ada, ada.refreshToken, { ...change, sessionId }, from),
    ];
    expect((await Promise.all(calls)).map(refusal)).toEqual(Array(3).fill("rate_limited"));
  });

  test("a confirmation and a change of the password over the limit of the session", async () => {
    await useUp("sessionConfirmation", ownCounter(ada.user.id, ada.session.id));
    fillQueue();
    const from = requester();
    const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, signOutOthers: false };
    const calls = [
      reauthenticate(ada, ada.refreshToken, { password: PASSWORD }, from),
      changePassword(ada, ada.refreshToken, change, from),
    ];
    expect((await Promise.all(calls)).map(refusal)).toEqual(Array(2).fill("rate_limited"));
  });

  test("a recovery code over the limit of the user", async () => {
    await addPhoneApp(app, ada.user.id);
    const [code = ""] = await addRecoveryCodes(app, ada.user.id);
    await useUp("recoveryCode", ada.user.id);
    fillQueue();
    const actor = actorOf(requester(), null);
    expect(refusal(await spendSecondFactorCode(code, { userId: ada.user.id, actor }))).toBe("rate_limited");
  });

  test("new recovery codes for a user without a second factor", async () => {
    fillQueue();
    expect(refusal(await replaceRecoveryCodes(ada, requester()))).toBe("second_factor_needed");
  });

  test("new recovery codes over the limit of the user", async () => {
    await addPhoneApp(app, ada.user.id);
    granted(await replaceRecoveryCodes(ada, requester()));
    await useUp("newRecoveryCodes", ada.user.id);
    fillQueue();
    expect(refusal(await replaceRecoveryCodes(ada, requester()))).toBe("rate_limited");
  });

  test("the first second factor over the limit of the user", async () => {
    const started = granted(await startTotp(ada, requester()));
    const code = new PhoneApp(app, started.secret).code();
    await useUp("newRecoveryCodes", ada.user.id);
    fillQueue();
    expect(refusal(await confirmTotp(ada, { id: started.id, code }, requester()))).toBe("rate_limited");
  });

  test("a second factor set up at sign-in over the limit of the user", async () => {
    await setUp({ SECOND_FACTOR: "required" });
    const from = requester();
    const begun = await signIn({ email: EMAIL, password: PASSWORD, rememberMe: false }, from);
    if (!("attempt" in begun)) throw new Error("no attempt");
    const { id } = begun.attempt;
    from.attemptIds.push(id);
    const code = new PhoneApp(app, granted(await startTotpStep(id, from)).secret).code();
    await useUp("newRecoveryCodes", ada.user.id);
    fillQueue();
    expect(refusal((await confirmTotpStep(id, code, from)).result)).toBe("rate_limited");
  });
});

test("no other code of the server computes a hash: a new one gets a limit, and a test above", () => {
  const files = globSync("{app,lib/server,lib/web}/**/*.{ts,tsx}", {
    exclude: ["**/*.test.*", "**/testing/**"],
  });
  const used = /\b(?:hashPassword\b|verifyPassword\b|withRecoveryCodes\b|newRecoveryCodes\()/;
  const declared = /^import [^;]*;|^export (?:async )?function \w+/gm;
  const found = files.filter((file) => used.test(readFileSync(file, "utf8").replaceAll(declared, "")));
  expect(found.map((file) => path.basename(file)).sort()).toEqual(
    [
      "account.ts",
      "attempt-steps.ts",
      "authenticators.ts",
      "guesses.ts",
      "password-reset.ts",
      "reauthentication.ts",
      "sandbox-users.ts", // demo:line
      "second-factor-steps.ts",
      "second-factors.ts",
      "secure-account.ts",
      "sign-in.ts",
      "start-demo.ts", // demo:line
      "user-commands.ts", // only the operator's own commands
    ].sort(),
  );
});
