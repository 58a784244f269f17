/** "That wasn't me", by a user who is signed in. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { replaceRecoveryCodes } from "@/lib/server/factors/authenticators";
import { findApiKey } from "@/lib/server/organizations/api-keys";
import { createApiKey } from "@/lib/server/organizations/organization-api-keys";
import type { Grant } from "@/lib/server/sessions/grant";
import { refresh } from "@/lib/server/sessions/refresh";
import { signOut } from "@/lib/server/sessions/sessions";
import { confirmTotpStep, startTotpStep } from "@/lib/server/sign-in/second-factor-steps";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { installOn, MINUTE, PASSWORD, requester } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { accessOf, addOrganization } from "@/lib/server/testing/organizations";
import { addPhoneApp, addRecoveryCodes, PhoneApp } from "@/lib/server/testing/second-factors";
import { secureAccount } from "./secure-account";

const NEW_PASSWORD = "another lamp in a harbour";
const from = requester();
const renew = (token: string) => refresh(token, {}, from);

function secure(grant: Grant, sessionId: string, more: Record<string, string> = {}) {
  const input = { sessionId, currentPassword: PASSWORD, newPassword: NEW_PASSWORD, ...more };
  return secureAccount(grant, grant.refreshToken, input, from);
}

describe.each(engines)("$name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const own = await app.openSession(ada);
    app.pass(MINUTE);
    const intruder = await app.openSession(ada);
    const other = await app.openSession(ada);
    return { app, ada, own, intruder, other };
  }
  type SetUp = Awaited<ReturnType<typeof setUp>>;
  const factorsOf = ({ app, ada }: SetUp) => app.db.findSecondFactors(ada.id);

  test("the reported session ends as `user`, all others as `password_changed`, this one goes on", async () => {
    const { app, ada, own, intruder, other } = await setUp();
    const secured = granted(await secure(own, intruder.session.id));
    expect(secured).toMatchObject({ session: { id: own.session.id }, authTime: app.now });
    expect(refusal(await renew(intruder.refreshToken))).toBe("session_revoked: user");
    expect(refusal(await renew(other.refreshToken))).toBe("session_revoked: password_changed");
    expect(refusal(await renew(own.refreshToken))).toBe("superseded");
    expect(refusal(await renew(secured.refreshToken))).toBe("granted");
    const enter = (password: string) => signIn({ email: ada.email, password, rememberMe: false }, from);
    expect(refusal(await enter(PASSWORD))).toBe("invalid_credentials");
    expect((await readMail(app, ada.email)).map(({ template }) => template)).toEqual(["password_changed"]);
  });

  test("the factors that the reported session added are gone, without their code, and so are the recovery codes", async () => {
    const all = await setUp();
    const { app, ada, own, intruder } = all;
    await addPhoneApp(app, ada.id, { name: "Thief's phone", addedBySessionId: intruder.session.id });
    await addPhoneApp(app, ada.id, { confirmedAt: null, addedBySessionId: intruder.session.id });
    await addRecoveryCodes(app, ada.id);
    granted(await secure(own, intruder.session.id));
    expect(await factorsOf(all)).toEqual({ authenticators: [], recoveryCodes: [] });
    expect(await readMail(app, ada.email)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          template: "factor_removed",
          values: expect.objectContaining({ what: "Thief's phone" }),
        }),
      ]),
    );
    expect((await app.audit(ada.id)).filter((event) => event === "factor_removed")).toHaveLength(1);
  });

  test("an app that was set up to open the reported session is gone, with its recovery codes", async () => {
    const all = await setUp();
    const { app, ada, own } = all;
    app.restart({ SECOND_FACTOR: "required" });
    app.pass(MINUTE);
    const thief = requester();
    const begun = await signIn({ email: ada.email, password: PASSWORD, rememberMe: false }, thief);
    if (!("attempt" in begun)) throw new Error(refusal(begun));
    const { id } = begun.attempt;
    thief.attemptIds.push(id);
    const started = await startTotpStep(id, thief);
    if ("code" in started) throw new Error(started.code);
    const confirmed = await confirmTotpStep(id, new PhoneApp(app, started.secret).code(), thief);
    if (!("session" in confirmed.result)) throw new Error("not signed in");
    expect(confirmed.recoveryCodes).toHaveLength(10);
    granted(await secure(own, confirmed.result.session.id));
    expect(await factorsOf(all)).toEqual({ authenticators: [], recoveryCodes: [] });
  });

  test("the user's own factor stays, and its code is asked for", async () => {
    const all = await setUp();
    const { app, ada, own, intruder } = all;
    const { phone, id } = await addPhoneApp(app, ada.id, { addedBySessionId: own.session.id });
    const thief = await addPhoneApp(app, ada.id, { addedBySessionId: intruder.session.id });
    await addRecoveryCodes(app, ada.id);
    const reported = intruder.session.id;
    expect(refusal(await secure(own, reported))).toBe("second_factor_required");
    expect(refusal(await secure(own, reported, { code: phone.wrongCode() }))).toBe("invalid_code");
    expect(refusal(await secure(own, reported, { code: thief.phone.code() }))).toBe("invalid_code");
    expect(refusal(await renew(intruder.refreshToken))).toBe("granted");
    granted(await secure(own, reported, { code: phone.code() }));
    const left = await factorsOf(all);
    expect(left.authenticators.map((one) => one.id)).toEqual([id]);
    expect(left.recoveryCodes).toHaveLength(10);
  });

  test("recovery codes that the reported session was given are gone, and the user is told; others stay", async () => {
    for (const isThief of [true, false]) {
      const all = await setUp();
      const { app, ada, own, intruder } = all;
      const { phone } = await addPhoneApp(app, ada.id, { addedBySessionId: own.session.id });
      app.pass(MINUTE);
      const { session } = isThief ? intruder : own;
      granted(await replaceRecoveryCodes({ user: ada, session, now: app.now }, from));
      granted(await secure(own, intruder.session.id, { code: phone.code() }));
      expect((await factorsOf(all)).recoveryCodes).toHaveLength(isThief ? 0 : 10);
      const told = (await readMail(app, ada.email)).filter(({ template }) => template === "factor_removed");
      expect(told.map(({ values }) => values.factor)).toEqual(isThief ? ["recoveryCodes"] : []);
    }
  });

  test("a thief cannot remove the user's factor by reporting the session that added it", async () => {
    const all = await setUp();
    const { app, ada, own } = all;
    await addPhoneApp(app, ada.id, { addedBySessionId: own.session.id });
    app.pass(1);
    const thief = await app.openSession(ada);
    expect(refusal(await secure(thief, own.session.id))).toBe("second_factor_required");
    expect((await factorsOf(all)).authenticators).toHaveLength(1);
    expect(refusal(await renew(own.refreshToken))).toBe("granted");
  });

  test("the API keys that the reported session made are gone; the user's own stay", async () => {
    const { app, ada, own, intruder } = await setUp();
    const { id } = await addOrganization(app, "engines", [[ada, "owner"]]);
    const make = async (by: Grant, name: string) =>
      granted(
        await createApiKey(
          await accessOf(app, { ...by, now: app.now }, id),
          { name, scope: "write", expiresInDays: 365 },
          from,
        ),
      );
    const thiefs = await make(intruder, "Backup");
    const kept = await make(own, "Build");
    granted(await secure(own, intruder.session.id));
    expect(refusal(await findApiKey(thiefs.key, null))).toBe("not_authenticated");
    expect(await findApiKey(kept.key, null)).toMatchObject({ key: { id: kept.id } });
    const revoked = await app.db.listEventsNamed(ada.id, "api_key_revoked", 9);
    expect(revoked).toMatchObject([{ details: { organizationId: id, apiKeyId: thiefs.id } }]);
  });

  test("a session that is over is reported too: its factors go", async () => {
    const all = await setUp();
    const { app, ada, own, intruder } = all;
    const reported = intruder.session.id;
    await addPhoneApp(app, ada.id, { addedBySessionId: reported });
    await signOut([intruder.refreshToken], from);
    granted(await secure(own, reported));
    expect((await factorsOf(all)).authenticators).toEqual([]);
    expect((await app.session(reported)).endedReason).toBe("signed_out");
  });

  test("refused, and nothing changes: the current session, another user's, an unknown one, a wrong or a weak password", async () => {
    const { app, own, intruder } = await setUp();
    const stranger = await app.openSession(await app.addUser("Grace"));
    const { id } = intruder.session;
    expect(refusal(await secure(own, own.session.id))).toBe("invalid_request");
    expect(refusal(await secure(own, stranger.session.id))).toBe("not_found");
    expect(refusal(await secure(own, "unknown"))).toBe("not_found");
    expect(refusal(await secure(own, id, { currentPassword: "wrong" }))).toBe("invalid_credentials");
    expect(refusal(await secure(own, id, { newPassword: "short" }))).toBe("invalid_request");
    const mixed = { ...own, refreshToken: stranger.refreshToken };
    expect(refusal(await secure(mixed, id))).toBe("session_mismatch");
    for (const grant of [own, intruder, stranger])
      expect((await app.session(grant.session.id)).endedAt).toBeNull();
  });

  test("twice at once: once", async () => {
    const { app, ada, own, intruder } = await setUp();
    const results = await Promise.all([1, 2, 3].map(() => secure(own, intruder.session.id)));
    expect(results.map(refusal).filter((code) => code === "granted")).toHaveLength(1);
    expect((await app.audit(ada.id)).filter((event) => event === "password_changed")).toHaveLength(1);
  });
});
