import { describe, expect, test } from "vitest";
import { engines, sqlite } from "@/db/testing/engines";
import { actorOf } from "@/lib/server/client-info";
import { type Installation, installOn, MINUTE, requester, SECOND } from "@/lib/server/testing/installation";
import { addPhoneApp, addRecoveryCodes } from "@/lib/server/testing/second-factors";
import { RECOVERY_CODE_COUNT } from "@/lib/session/factors/recovery-codes";
import { CODES_PER_LOCK } from "@/lib/session/factors/totp";
import { isFailure } from "@/lib/session/failure";
import { spendSecondFactorCode } from "./second-factors";

const STEP = 30 * SECOND;

/** Gives a code as a user. @returns the kind of the factor, or why it was refused */
async function give(userId: string, code: string): Promise<string> {
  const outcome = await spendSecondFactorCode(code, { userId, actor: actorOf(requester(), null) });
  return isFailure(outcome) ? outcome.code : outcome.kind;
}

const times = (count: number, give: () => Promise<string>) =>
  Promise.all(Array.from({ length: count }, give));

describe.each(engines)("$name", (engine) => {
  async function adaWithApp(environment: Record<string, string> = {}) {
    const app = await installOn(engine, environment);
    const ada = await app.addUser("Ada");
    return { app, ada, ...(await addPhoneApp(app, ada.id)) };
  }

  const failuresOf = async (app: Installation, userId: string) =>
    (await app.db.findSecondFactors(userId)).authenticators.map(({ failures }) => failures);

  test("6.5.1: the right code twenty times at once is right once, and locks nothing", async () => {
    const { app, ada, phone } = await adaWithApp();
    const answers = await times(20, () => give(ada.id, phone.code()));
    expect(answers.filter((answer) => answer === "totp")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "invalid_code")).toHaveLength(19);
    expect(await failuresOf(app, ada.id)).toEqual([0]);
  });

  test("this step's code and the one before are good; after a newer one the older is not", async () => {
    const { app, ada, phone } = await adaWithApp();
    expect(await give(ada.id, phone.code(-2))).toBe("invalid_code");
    expect(await give(ada.id, phone.code(1))).toBe("invalid_code");
    expect(await give(ada.id, phone.code(-1))).toBe("totp");
    expect(await give(ada.id, phone.code())).toBe("totp");
    expect(await give(ada.id, phone.code(-1))).toBe("invalid_code");
    app.pass(STEP);
    expect(await give(ada.id, phone.code(-1))).toBe("invalid_code");
    expect(await give(ada.id, ` ${phone.code().slice(0, 3)} ${phone.code().slice(3)}`)).toBe("totp");
  });

  test("a code typed in full-width digits is read", async () => {
    const { ada, phone } = await adaWithApp();
    const wide = [...phone.code()].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join("");
    expect(await give(ada.id, wide)).toBe("totp");
  });

  test("twenty wrong codes at once: five are counted, then the app is locked, not the account or another factor", async () => {
    const { app, ada, phone } = await adaWithApp({ RATE_LIMIT: "off" });
    const [code = ""] = await addRecoveryCodes(app, ada.id);
    const answers = await times(20, () => give(ada.id, phone.wrongCode()));
    expect(answers.filter((answer) => answer === "invalid_code")).toHaveLength(CODES_PER_LOCK);
    expect(answers.filter((answer) => answer === "factor_locked")).toHaveLength(20 - CODES_PER_LOCK);
    expect(await give(ada.id, phone.code())).toBe("factor_locked");
    expect(await give(ada.id, code)).toBe("recovery_code");
    const other = await addPhoneApp(app, ada.id);
    expect(await give(ada.id, other.phone.code())).toBe("totp");
    app.pass(MINUTE);
    expect(await give(ada.id, phone.code())).toBe("totp");
    expect(await failuresOf(app, ada.id)).toEqual([0, 0]);
  });

  test("6.5.1: a recovery code twenty times at once is right once, however it is typed", async () => {
    const { app, ada } = await adaWithApp({ RATE_LIMIT: "off" });
    const codes = await addRecoveryCodes(app, ada.id);
    expect(new Set(codes).size).toBe(RECOVERY_CODE_COUNT);
    const answers = await times(20, () => give(ada.id, codes[0]?.toLowerCase().replaceAll("-", " ") ?? ""));
    expect(answers.filter((answer) => answer === "recovery_code")).toHaveLength(1);
    expect(await app.audit(ada.id)).toContain("recovery_code_used");
  });

  test("one user's recovery code and app are nothing to another user", async () => {
    const { app, ada, phone } = await adaWithApp();
    const [code = ""] = await addRecoveryCodes(app, ada.id);
    const grace = await app.addUser("Grace");
    await addPhoneApp(app, grace.id);
    expect(await give(grace.id, code)).toBe("invalid_code");
    expect(await give(grace.id, phone.code())).toBe("invalid_code");
    expect(await give(ada.id, code)).toBe("recovery_code");
  });
});

describe("what is stored", () => {
  test("6.5.2: neither a secret nor a recovery code in the clear", async () => {
    const app = await installOn(sqlite, {});
    const ada = await app.addUser("Ada");
    await addPhoneApp(app, ada.id);
    const codes = await addRecoveryCodes(app, ada.id);
    const { authenticators, recoveryCodes } = await app.db.findSecondFactors(ada.id);
    expect(authenticators[0]?.sealedSecret).not.toMatch(/^[A-Z2-7]{32}$/);
    for (const { hash } of recoveryCodes) expect(hash).toMatch(/^\$argon2id\$/);
    for (const code of codes) expect(JSON.stringify(recoveryCodes)).not.toContain(code.slice(5));
  });

  test("11.1.1: a new SESSION_SECRET in front keeps every app readable; without the old one an app works that was used in between", async () => {
    const old = "the secret of last year: long enough to seal";
    const fresh = "the secret of this year: long enough to seal";
    const app = await installOn(sqlite, { SESSION_SECRET: old });
    const ada = await app.addUser("Ada");
    const { phone } = await addPhoneApp(app, ada.id);
    const [code = ""] = await addRecoveryCodes(app, ada.id);
    const idle = await addPhoneApp(app, ada.id);
    app.restart({ SESSION_SECRET: `${fresh},${old}` });
    expect(await give(ada.id, phone.code())).toBe("totp");
    app.restart({ SESSION_SECRET: fresh });
    app.pass(STEP);
    expect(await give(ada.id, phone.code())).toBe("totp");
    expect(await give(ada.id, idle.phone.code())).toBe("invalid_code");
    expect(await give(ada.id, code)).toBe("recovery_code");
    expect(app.logged.join()).toContain("SESSION_SECRET that is gone");
  });

  test("ten recovery codes for one user in a quarter of an hour, right or wrong", async () => {
    const app = await installOn(sqlite);
    const ada = await app.addUser("Ada");
    await addPhoneApp(app, ada.id);
    for (let count = 0; count < 10; count += 1)
      expect(await give(ada.id, "0000-0000-0000-0000")).toBe("invalid_code");
    expect(await give(ada.id, "0000-0000-0000-0000")).toBe("rate_limited");
    expect(await give(ada.id, "no code at all")).toBe("invalid_code");
  });
});
