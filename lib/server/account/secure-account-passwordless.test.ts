/** "That wasn't me", by a user without a password: an identity provider made the account. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { resetPassword } from "@/lib/server/admin/user-commands";
import { newId } from "@/lib/server/crypto";
import { findApiKey } from "@/lib/server/organizations/api-keys";
import { createApiKey } from "@/lib/server/organizations/organization-api-keys";
import type { Grant } from "@/lib/server/sessions/grant";
import { refresh } from "@/lib/server/sessions/refresh";
import { findPrincipal } from "@/lib/server/sessions/sessions";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { linkIdentity } from "@/lib/server/testing/identities";
import { installOn, MINUTE, requester } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { accessOf, addOrganization } from "@/lib/server/testing/organizations";
import { addPhoneApp } from "@/lib/server/testing/second-factors";
import { NO_PASSWORD } from "@/lib/session/session";
import { confirmEmailChange, requestEmailChange } from "./email-change";
import { hasChangedPassword, hasSecuredAccount, readReportResult } from "./report-result";
import { secureAccount } from "./secure-account";

const THIEF = "thief@evil.example";
const WINDOW = 15 * MINUTE;
const from = requester();
const renew = (token: string) => refresh(token, {}, from);
const secure = (grant: Grant, reported: Grant) =>
  secureAccount(grant, grant.refreshToken, { sessionId: reported.session.id }, from);

describe.each(engines)("$name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada", { passwordHash: NO_PASSWORD });
    await linkIdentity(app, ada, "ada");
    app.pass(MINUTE);
    const own = await app.openSession(ada);
    app.pass(MINUTE);
    const intruder = await app.openSession(ada);
    const other = await app.openSession(ada);
    app.pass(MINUTE);
    return { app, ada, own, intruder, other };
  }
  const subjects = async ({ app, ada }: Awaited<ReturnType<typeof setUp>>) =>
    (await app.db.listIdentities(ada.id)).map(({ subject }) => subject);

  test("after a recent sign-in: every other session ends in the user's name, this one goes on", async () => {
    const { app, ada, own, intruder, other } = await setUp();
    const secured = granted(await secure(own, intruder));
    // Nothing was proved just now.
    expect(secured).toMatchObject({ session: { id: own.session.id }, authTime: own.authTime });
    for (const { refreshToken } of [intruder, other])
      expect(refusal(await renew(refreshToken))).toBe("session_revoked: user");
    expect(refusal(await renew(own.refreshToken))).toBe("superseded");
    expect(refusal(await renew(secured.refreshToken))).toBe("granted");
    expect((await app.db.findUser(ada.id))?.passwordHash).toBe(NO_PASSWORD);
    expect(await readMail(app, ada.email)).toEqual([]);
    expect(await app.audit(ada.id)).toEqual(expect.arrayContaining(["account_secured"]));
    expect(await app.audit(ada.id)).not.toContain("password_changed");
  });

  test("the account at the provider by which the user came in stays, whenever it was linked", async () => {
    const all = await setUp();
    const { app, ada, own, intruder } = all;
    for (const subject of ["moved", "thief"]) await linkIdentity(app, ada, subject);
    const signIn = {
      ...{ id: newId(), userId: ada.id, sessionId: own.session.id, attemptId: null, browserId: "browser" },
      ...{ issuer: "https://id.example", subject: "moved", sid: null, email: null, sealedIdToken: "sealed" },
      ...{ createdAt: app.now, expiresAt: app.now + WINDOW },
    };
    await app.db.changeAccount({ id: ada.id }, () => ({
      outcome: null,
      changes: [{ kind: "insert-provider-sign-in", signIn }],
      events: [],
    }));
    granted(await secure(own, intruder));
    expect(await subjects(all)).toEqual(["ada", "moved"]);
  });

  test("what the reported session added and changed is undone in the same commit, and the page tells of it", async () => {
    const all = await setUp();
    const { app, ada, own, intruder } = all;
    await addPhoneApp(app, ada.id, { name: "Thief's phone", addedBySessionId: intruder.session.id });
    await linkIdentity(app, ada, "thief");
    granted(await requestEmailChange(intruder, THIEF, from));
    const [mail] = await readMail(app, THIEF);
    granted(await confirmEmailChange(intruder, mail?.code ?? "", from));
    const { id } = await addOrganization(app, "engines", [[ada, "owner"]]);
    const access = await accessOf(app, { ...intruder, now: app.now }, id);
    const key = granted(
      await createApiKey(access, { name: "Backup", scope: "write", expiresInDays: 365 }, from),
    );

    expect(await subjects(all)).toEqual(["ada", "thief"]);
    const since = { createdAt: new Date(intruder.session.createdAt).toISOString() };
    const asking = [ada.id, own.session.id, since] as const;
    expect(await hasSecuredAccount(...asking)).toBe(false);
    granted(await secure(own, intruder));

    expect((await app.db.findSecondFactors(ada.id)).authenticators).toEqual([]);
    expect(await subjects(all)).toEqual(["ada"]);
    expect((await app.db.findUser(ada.id))?.email).toBe(ada.email);
    expect(refusal(await findApiKey(key.key, null))).toBe("not_authenticated");
    const told = (await readMail(app, ada.email)).map(({ template }) => template);
    expect(told.toSorted()).toEqual(["email_changed", "email_restored", "factor_removed", "factor_removed"]);
    expect(await hasSecuredAccount(...asking)).toBe(true);
    expect(await hasChangedPassword(...asking)).toBe(false);
    expect(await readReportResult(...asking)).toEqual({ email: "restored", isUnlinked: true });
  });

  test("the user's own factor stays, and its code is not asked for: the sign-in has taken it", async () => {
    const { app, ada, own, intruder } = await setUp();
    const { id } = await addPhoneApp(app, ada.id, { addedBySessionId: own.session.id });
    granted(await secure(own, intruder));
    const { authenticators } = await app.db.findSecondFactors(ada.id);
    expect(authenticators.map((one) => one.id)).toEqual([id]);
  });

  test("after an older sign-in it needs a confirmation; however often it is tried, nothing is counted and no session ends", async () => {
    const { app, ada, own, intruder, other } = await setUp();
    app.pass(WINDOW);
    const events = await app.audit(ada.id);
    for (let tries = 0; tries < 12; tries += 1)
      expect(refusal(await secure(own, intruder))).toBe("reauthentication_required");
    expect(await app.audit(ada.id)).toEqual(events);
    for (const { session } of [own, intruder, other])
      expect(await app.session(session.id)).toMatchObject({ endedAt: null, passwordAttempts: 0 });
    // A confirmation stands in the token, not in the session.
    granted(await secure({ ...own, authTime: app.now }, intruder));
  });

  test("refused, and nothing changes: the current session, another user's, the cookie of another session", async () => {
    const { app, own, intruder } = await setUp();
    const stranger = await app.openSession(await app.addUser("Grace"));
    expect(refusal(await secure(own, own))).toBe("invalid_request");
    expect(refusal(await secure(own, stranger))).toBe("not_found");
    const mixed = { ...own, refreshToken: stranger.refreshToken };
    expect(refusal(await secure(mixed, intruder))).toBe("session_mismatch");
    for (const { session } of [own, intruder, stranger])
      expect((await app.session(session.id)).endedAt).toBeNull();
  });

  test("a password that the account has got in the meantime is not passed by", async () => {
    const { app, ada } = await setUp();
    await resetPassword(ada.email, "a lamp in the harbour");
    const [own, intruder] = [await app.openSession(ada), await app.openSession(ada)];
    // Read before the password was set.
    expect(refusal(await secure({ ...own, user: ada }, intruder))).toBe("invalid_credentials");
    expect((await app.session(intruder.session.id)).endedAt).toBeNull();
  });

  test("twice at once: once", async () => {
    const { app, ada, own, intruder } = await setUp();
    const results = await Promise.all([1, 2, 3].map(() => secure(own, intruder)));
    expect(results.map(refusal).filter((code) => code === "granted")).toHaveLength(1);
    expect((await app.audit(ada.id)).filter((event) => event === "account_secured")).toHaveLength(1);
    expect(await findPrincipal(own.refreshToken)).toEqual({ reason: null });
  });
});
