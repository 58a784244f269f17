/**
 * A stranger who knows a user's address, and even the password, uses up limits of the user. On a browser that the user
 * has signed in on before, the user goes on as if nothing had happened (OWASP ASVS 5.0, 6.1.1).
 */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { requestPasswordReset } from "@/lib/server/account/password-reset";
import type { ClientInfo } from "@/lib/server/client-info";
import { addressKey, RATE_LIMITS } from "@/lib/server/rate-limit";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { installOn, PASSWORD, requester } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { addPhoneApp, addRecoveryCodes } from "@/lib/server/testing/second-factors";
import { ownCounter, USER_LIMITS, usageKey } from "@/lib/session/user-limits";
import { sendEmailCode } from "./attempt-steps";
import { begin } from "./attempts.fixture";
import { submitSecondFactorCode } from "./second-factor-steps";
import { signIn } from "./sign-in";

const EMAIL = "ada@example.com";

function fromNetwork(ipAddress: string): ClientInfo {
  const client = requester();
  return { ...client, device: { ...client.device, ipAddress } };
}

const enter = (from: ClientInfo) => signIn({ email: EMAIL, password: PASSWORD, rememberMe: false }, from);

/** Signs in with the password. @returns the attempt that waits for the second factor; or why it was refused */
async function enterPassword(from: ClientInfo): Promise<string> {
  const result = await enter(from);
  if (!("attempt" in result)) return refusal(result);
  from.attemptIds.push(result.attempt.id);
  return result.attempt.id;
}

const sendCode = async (from: ClientInfo) => refusal(await sendEmailCode(await begin(from, EMAIL), from));

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time += 1) await work();
}

describe.each(engines)("on $name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const { session } = await app.openSession(ada, { browserId: "own" });
    const own = requester("own", [{ userId: ada.id, sessionId: session.id }]);
    /** Has a copy of the cookie from before Ada's sign-in. */
    const copy = requester("own");
    return { app, ada, own, copy };
  }

  test("a password that waits for the second factor", async () => {
    const { app, ada, own, copy } = await setUp();
    const { phone } = await addPhoneApp(app, ada.id);
    const { count, durationSeconds } = USER_LIMITS.secondStep;
    const use = (counter: string) => () =>
      app.db.count([
        { key: usageKey("secondStep", counter), durationMs: durationSeconds * 1000, limit: count },
      ]);
    await repeat(count, use(ownCounter(ada.id, addressKey(copy.device.ipAddress))));
    expect(await enterPassword(requester())).toBe("rate_limited");
    expect(await enterPassword(copy)).toBe("rate_limited");
    const id = await enterPassword(own);
    granted(await submitSecondFactorCode(id, "totp", phone.code(), own));
    // On a browser that is new to Ada, in another network than the stranger's.
    const elsewhere = fromNetwork("2001:db8:1:2::1");
    await repeat(count - 1, use(ownCounter(ada.id, "2001:db8:1:2::/64")));
    app.pass(60_000);
    granted(await submitSecondFactorCode(await enterPassword(elsewhere), "totp", phone.code(), elsewhere));
    expect(await enterPassword(fromNetwork("2001:db8:1:2::2"))).toBe("rate_limited");
    await repeat(count - 1, use(ownCounter(ada.id, own.browserId)));
    expect(await enterPassword(own)).toBe("rate_limited"); // its own limit is the same
  });

  test("a code by e-mail", async () => {
    const { app, own, copy } = await setUp();
    const { count } = RATE_LIMITS.emailedCode;
    await repeat(count, () => sendCode(requester()));
    expect(await sendCode(requester())).toBe("rate_limited");
    expect(await sendCode(copy)).toBe("rate_limited");
    await repeat(count, async () => expect(await sendCode(own)).toBe("granted"));
    expect(await sendCode(own)).toBe("rate_limited");
    expect(await readMail(app, EMAIL)).toHaveLength(2 * count);
  });

  test("a forgotten password", async () => {
    const { app, own, copy } = await setUp();
    const { count } = RATE_LIMITS.resetAccount;
    const messages = async () => (await readMail(app, EMAIL)).length;
    await repeat(count + 1, () => requestPasswordReset(EMAIL, requester()));
    await requestPasswordReset(EMAIL, copy);
    expect(await messages()).toBe(count);
    await repeat(count + 1, () => requestPasswordReset(EMAIL, own));
    expect(await messages()).toBe(2 * count);
  });

  test("a recovery code", async () => {
    const { app, ada, own } = await setUp();
    await addPhoneApp(app, ada.id);
    const [code = ""] = await addRecoveryCodes(app, ada.id);
    const give = (id: string, from: ClientInfo, typed = "ABCD-EFGH-JKMN-PQRS") =>
      submitSecondFactorCode(id, "recovery_code", typed, from);
    const stranger = requester();
    const strangers = await enterPassword(stranger);
    await repeat(RATE_LIMITS.recoveryCode.count, () => give(strangers, stranger));
    expect(refusal(await give(strangers, stranger, code))).toBe("rate_limited");
    granted(await give(await enterPassword(own), own, code));
  });
});
