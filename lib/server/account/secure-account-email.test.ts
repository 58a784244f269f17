/** What a thief leaves behind to come back: an address of their own, and an account at an identity provider. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import type { Grant } from "@/lib/server/sessions/grant";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { linkIdentity } from "@/lib/server/testing/identities";
import { type Installation, installOn, MINUTE, PASSWORD, requester } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { addPhoneApp } from "@/lib/server/testing/second-factors";
import { hasNoAddress } from "@/lib/session/account/former-email";
import { confirmEmailChange, requestEmailChange } from "./email-change";
import { confirmPasswordReset, requestPasswordReset } from "./password-reset";
import { readReportResult } from "./report-result";
import { secureAccount } from "./secure-account";

const THIEF = "thief@evil.example";
const NEW_PASSWORD = "another lamp in a harbour";
const from = requester();

const secure = (grant: Grant, reported: Grant, currentPassword = PASSWORD, newPassword = NEW_PASSWORD) =>
  secureAccount(
    grant,
    grant.refreshToken,
    { sessionId: reported.session.id, currentPassword, newPassword },
    from,
  );
/** A report after that, with the password that it chose. */
async function secureAgain(app: Installation, grant: Grant, reported: Grant) {
  const user = await app.db.findUser(grant.user.id);
  if (!user) throw new Error("no user");
  return secure({ ...grant, user }, reported, NEW_PASSWORD, "a third lamp in a harbour");
}
/** What the page says that was undone. */
const result = (asking: Grant, reported: Grant) =>
  readReportResult(asking.user.id, asking.session.id, {
    createdAt: new Date(reported.session.createdAt).toISOString(),
  });
const enter = (email: string, password = NEW_PASSWORD) =>
  signIn({ email, password, rememberMe: false }, requester());

async function changeEmail(app: Installation, grant: Grant, email: string): Promise<void> {
  app.pass(1); // the newest code counts
  granted(await requestEmailChange(grant, email, from));
  const [mail] = await readMail(app, email);
  granted(await confirmEmailChange(grant, mail?.code ?? "", from));
}

describe.each(engines)("$name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    app.pass(MINUTE);
    const own = await app.openSession(ada);
    app.pass(MINUTE);
    const intruder = await app.openSession(ada);
    app.pass(MINUTE);
    return { app, ada, own, intruder };
  }

  test("an address of the thief's goes back to the former one, and opens nothing", async () => {
    const { app, ada, own, intruder } = await setUp();
    await changeEmail(app, intruder, THIEF);
    await requestPasswordReset(THIEF, requester());
    const [reset] = await readMail(app, THIEF);
    granted(await secure(own, intruder));

    expect((await app.db.findUser(ada.id))?.email).toBe(ada.email);
    expect(refusal(await enter(THIEF))).toBe("invalid_credentials");
    expect(refusal(await enter(ada.email))).toBe("granted");
    const choice = { token: reset?.ticket ?? "", newPassword: "a lamp for the thief alone" };
    expect(refusal(await confirmPasswordReset(choice, requester()))).toBe("invalid_ticket");
    await requestPasswordReset(THIEF, requester());
    expect((await readMail(app, THIEF)).filter(({ template }) => template === "password_reset")).toHaveLength(
      1,
    );
    expect(await app.audit(ada.id)).toEqual(expect.arrayContaining(["email_changed", "email_restored"]));
    expect(await result(own, intruder)).toEqual({ email: "restored", isUnlinked: false });
    expect(await result(intruder, own)).toEqual({ email: null, isUnlinked: false });
  });

  test("both addresses are told, the lost one without a word about where the user is", async () => {
    const { app, ada, own, intruder } = await setUp();
    await changeEmail(app, intruder, THIEF);
    await addPhoneApp(app, ada.id, { name: "Thief's phone", addedBySessionId: intruder.session.id });
    granted(await secure(own, intruder));
    const told = await readMail(app, ada.email);
    expect(told.map(({ template }) => template)).toEqual(
      expect.arrayContaining(["password_changed", "email_restored", "factor_removed"]),
    );
    const lost = (await readMail(app, THIEF)).filter(({ template }) => template !== "email_change_code");
    expect(lost).toMatchObject([{ template: "email_changed", values: { name: "Ada" } }]);
    expect(Object.keys(lost[0]?.values ?? {})).toEqual(["name"]);
  });

  test("a former address that another account has taken: the account is left without one until its user chooses", async () => {
    const { app, ada, own, intruder } = await setUp();
    await changeEmail(app, intruder, THIEF);
    const taker = await app.addUser("Ada");
    expect(taker.email).toBe(ada.email);
    const secured = granted(await secure(own, intruder));
    const user = await app.db.findUser(ada.id);
    expect(user && hasNoAddress(user)).toBe(true);
    expect(refusal(await enter(THIEF))).toBe("invalid_credentials");
    await requestPasswordReset(THIEF, requester());
    expect((await readMail(app, THIEF)).map(({ template }) => template)).not.toContain("password_reset");
    expect(await app.audit(ada.id)).toContain("email_removed");
    expect(await result(own, intruder)).toEqual({ email: "removed", isUnlinked: false });
    expect((await app.db.findUser(taker.id))?.email).toBe(taker.email);

    await changeEmail(app, secured, "ada@new.example");
    expect(refusal(await enter("ada@new.example"))).toBe("granted");
  });

  test("another account that takes the address at the same time: one has it, and neither is the thief's", async () => {
    const { app, ada, own, intruder } = await setUp();
    await changeEmail(app, intruder, THIEF);
    const other = await app.openSession(await app.addUser("Grace"));
    granted(await requestEmailChange(other, ada.email, from));
    const [mail] = await readMail(app, ada.email);
    const results = await Promise.all([
      secure(own, intruder),
      confirmEmailChange(other, mail?.code ?? "", from),
    ]);
    granted(results[0]);
    const user = await app.db.findUser(ada.id);
    const owner = await app.db.findUserByEmail(ada.email);
    expect(user?.email).not.toBe(THIEF);
    expect(owner?.id === ada.id || (owner?.id === other.user.id && user && hasNoAddress(user))).toBe(true);
  });

  test("a thief's own report, which gave an older address back, is undone by the user's", async () => {
    const { app, ada, own, intruder } = await setUp();
    await changeEmail(app, own, "ada@new.example");
    app.pass(1);
    const secured = granted(await secure(intruder, own));
    expect((await app.db.findUser(ada.id))?.email).toBe(ada.email);
    app.pass(MINUTE);
    const back = await app.openSession(ada);
    app.pass(1);
    granted(await secureAgain(app, back, secured));
    expect((await app.db.findUser(ada.id))?.email).toBe("ada@new.example");
    expect(await result(back, intruder)).toEqual({ email: "restored", isUnlinked: false });
  });

  test("the page tells of the last report alone", async () => {
    const { app, ada, own, intruder } = await setUp();
    await changeEmail(app, intruder, THIEF);
    const secured = granted(await secure(own, intruder));
    expect((await result(own, intruder)).email).toBe("restored");
    app.pass(MINUTE);
    const other = await app.openSession(ada);
    app.pass(1);
    granted(await secureAgain(app, secured, other));
    expect((await result(own, intruder)).email).toBeNull();
  });

  test("an address that the user changed stays", async () => {
    const { app, ada, own, intruder } = await setUp();
    await changeEmail(app, own, "ada@new.example");
    granted(await secure(own, intruder));
    expect((await app.db.findUser(ada.id))?.email).toBe("ada@new.example");
    expect(await app.audit(ada.id)).not.toContain("email_restored");
  });

  test("identities linked since the reported session began are gone, and the user is told; older ones stay", async () => {
    const { app, ada, own, intruder } = await setUp();
    await linkIdentity(app, ada, "thief");
    const grace = await app.addUser("Grace");
    await linkIdentity(app, grace, "grace");
    granted(await secure(own, intruder));
    expect(await app.db.listIdentities(ada.id)).toEqual([]);
    expect(await app.db.listIdentities(grace.id)).toHaveLength(1);
    expect(await app.audit(ada.id)).toContain("identity_unlinked");
    expect(await result(own, intruder)).toEqual({ email: null, isUnlinked: true });
    expect(await readMail(app, ada.email)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          template: "factor_removed",
          values: expect.objectContaining({ what: "id.example" }),
        }),
      ]),
    );

    await linkIdentity(app, grace, "older");
    app.pass(1);
    const reported = await app.openSession(grace);
    app.pass(1);
    const asking = await app.openSession(grace);
    await linkIdentity(app, grace, "own");
    app.pass(1);
    granted(await secure(asking, reported));
    const left = await app.db.listIdentities(grace.id);
    expect(left.map(({ subject }) => subject).sort()).toEqual(["grace", "older", "own"]);
  });
});
