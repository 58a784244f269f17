/** Until the first factor was right, the database does the same work for every address (OWASP ASVS 5.0, 6.3.8). */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { recordStatements } from "@/db/testing/recorded-statements";
import { requestPasswordReset } from "@/lib/server/account/password-reset";
import { type Installation, installOn, MINUTE, requester } from "@/lib/server/testing/installation";
import { addPhoneApp } from "@/lib/server/testing/second-factors";
import { resendEmailCode, sendEmailCode, submitEmailCode, submitPassword } from "./attempt-steps";
import { describeAttempt } from "./attempts";
import { begin } from "./attempts.fixture";
import { signIn, signUp } from "./sign-in";

/** Sends everything that a stranger can. @returns the statements of each request */
async function attack(app: Installation, email: string): Promise<Record<string, string[]>> {
  const ran = recordStatements();
  const from = requester();
  const told: Record<string, string[]> = {};
  const note = async (name: string, request: Promise<unknown>) => {
    await request;
    told[name] = ran();
  };
  const id = await begin(from, email);
  told.begin = ran();
  await note("password", submitPassword(id, "a wrong one", from));
  await note("email-code", sendEmailCode(id, from));
  await note("code", submitEmailCode(id, "wrong", from));
  app.pass(MINUTE);
  await note("resend", resendEmailCode(id, from));
  await note("look", describeAttempt(id, from));
  await note("login", signIn({ email, password: "a wrong one", rememberMe: false }, from));
  await note("password-reset", requestPasswordReset(email, from));
  await note("sign-up", signUp({ email }, from));
  return told;
}

describe.each(engines)("on $name", (engine) => {
  test("a known, an unknown and a disabled address: the same statements in the same order, as many of each", async () => {
    const app = await installOn(engine, { EMAIL_VERIFICATION: "on" });
    await app.addUser("Ada");
    await addPhoneApp(app, (await app.addUser("Grace")).id);
    const off = await app.addUser("Off");
    await app.db.changeAccount({ id: off.id }, (_, now) => ({
      outcome: null,
      changes: [{ kind: "update-user", id: off.id, set: { disabledAt: now } }],
      events: [],
    }));
    await attack(app, "first@example.com"); // prepares each statement
    const unknown = await attack(app, "nix@example.com");
    expect(Object.values(unknown).map(({ length }) => length > 0)).toEqual(Array(9).fill(true));
    for (const name of ["ada", "grace", "off"])
      expect(await attack(app, `${name}@example.com`), name).toEqual(unknown);
  });
});
