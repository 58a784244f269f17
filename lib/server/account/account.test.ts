import { describe, expect, test } from "vitest";
import type { Grant } from "@/lib/server/sessions/grant";
import { refresh } from "@/lib/server/sessions/refresh";
import { authenticateBearer } from "@/lib/server/sessions/sessions";
import { reauthenticate } from "@/lib/server/sign-in/reauthentication";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { overrideSingleton } from "@/lib/server/singleton";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { GRACE, install, MINUTE, PASSWORD, requester } from "@/lib/server/testing/installation";
import { issueAccessToken } from "@/lib/server/tokens/access-token";
import { changePassword, updateProfile } from "./account";
import { listActivity } from "./activity";

const from = requester();
const NEW_PASSWORD = "another lamp in a harbour";
const renew = (token: string) => refresh(token, {}, from);
const change = (
  grant: Grant,
  input: { currentPassword?: string; newPassword?: string; signOutOthers?: boolean } = {},
) =>
  changePassword(
    grant,
    grant.refreshToken,
    { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, signOutOthers: true, ...input },
    from,
  );

async function bearerOf({ user, session, now }: Grant): Promise<string> {
  return (await issueAccessToken(user, session, { authTime: now, now })).accessToken;
}

async function signedIn() {
  const app = install();
  const ada = await app.addUser("Ada");
  return { app, ada, grant: await app.openSession(ada) };
}

describe("a password change", () => {
  test("T11: makes every older token useless for good, and leaves this browser signed in", async () => {
    const { app, ada, grant } = await signedIn();
    const stolenBearer = await bearerOf(grant);
    const second = granted(await renew(grant.refreshToken));
    app.pass(GRACE + MINUTE);
    const changed = granted(await change(second));

    for (const later of [0, GRACE, 10 * MINUTE]) {
      app.pass(later);
      expect(refusal(await authenticateBearer(stolenBearer))).toBe("token_expired");
      expect(refusal(await renew(grant.refreshToken))).toBe("superseded");
      expect(refusal(await renew(second.refreshToken))).toBe("superseded");
    }
    expect(refusal(await authenticateBearer(await bearerOf(changed)))).toBe("granted");
    expect(refusal(await renew(changed.refreshToken))).toBe("granted");
    expect(await app.audit(ada.id)).toContain("password_changed");
    expect((await app.session(grant.session.id)).endedAt).toBeNull();
  });

  test("only its own access token has the time of the password check as auth_time", async () => {
    const { app, grant } = await signedIn();
    app.pass(10 * MINUTE);
    const changed = granted(await change(grant));
    expect(changed.authTime).toBe(app.now);
    expect(granted(await renew(changed.refreshToken)).authTime).toBe(grant.now);
  });

  test("ends the other sessions, whose next requests are refused with password_changed", async () => {
    const { app, ada, grant } = await signedIn();
    const other = await app.openSession(ada);
    const bystander = await app.openSession(await app.addUser("Grace"));
    granted(await change(grant));
    expect(refusal(await authenticateBearer(await bearerOf(other)))).toBe(
      "session_revoked: password_changed",
    );
    expect(refusal(await renew(other.refreshToken))).toBe("session_revoked: password_changed");
    expect(refusal(await renew(bystander.refreshToken))).toBe("granted");
  });

  test("leaves the other sessions if asked to", async () => {
    const { app, ada, grant } = await signedIn();
    const other = await app.openSession(ada);
    granted(await change(grant, { signOutOthers: false }));
    expect(refusal(await renew(other.refreshToken))).toBe("granted");
  });

  test("T13: refuses a sign-in whose old password was checked just before", async () => {
    const { app, ada, grant } = await signedIn();
    const { db } = app;
    const changeSignIn: typeof db.changeSignIn = async (key, rule) => {
      overrideSingleton("database", db);
      granted(await change(grant)); // between the password check and the transaction
      return db.changeSignIn(key, rule);
    };
    overrideSingleton("database", { ...db, changeSignIn });
    const late = await signIn({ email: ada.email, password: PASSWORD, rememberMe: false }, requester());
    expect(refusal(late)).toBe("invalid_credentials");
    const living = await db.listLiving(ada.id);
    expect(living.map((session) => session.id)).toEqual([grant.session.id]);
  });

  test("T13: refuses a confirmation whose old password was checked just before, even if its session may stay", async () => {
    const { app, ada, grant } = await signedIn();
    const other = await app.openSession(ada);
    granted(await change(grant, { signOutOthers: false })); // after the other's principal was read
    const late = await reauthenticate(other, other.refreshToken, { password: PASSWORD }, from);
    expect(refusal(late)).toBe("invalid_credentials");
    expect(await app.audit(ada.id)).not.toContain("reauthenticated");
    expect(refusal(await renew(other.refreshToken))).toBe("granted");
  });

  test("of two changes at once with the same current password, one succeeds", async () => {
    const { app, ada, grant } = await signedIn();
    const other = await app.openSession(ada);
    const results = await Promise.all([
      change(grant, { signOutOthers: false }),
      change(other, { signOutOthers: false, newPassword: "a third lamp in a harbour" }),
    ]);
    expect(results.map(refusal).sort()).toEqual(["granted", "invalid_credentials"]);
  });

  test("needs the current password, and wrong ones are counted", async () => {
    const { app, ada, grant } = await signedIn();
    const { passwordHash } = ada;
    for (let guess = 0; guess < 10; guess += 1) {
      expect(refusal(await change(grant, { currentPassword: `guess ${guess}` }))).toBe("invalid_credentials");
    }
    expect(refusal(await change(grant))).toBe("session_revoked: too_many_attempts");
    const told = (await listActivity(ada.id, null)).entries.filter(
      ({ event }) => event === "reauthentication_failed",
    );
    expect(told).toHaveLength(10); // and no more of them than are checked
    expect(told[0]).toMatchObject({ sessionId: grant.session.id, ipAddress: from.device.ipAddress });
    expect((await app.db.findUser(ada.id))?.passwordHash).toBe(passwordHash);
    expect((await app.session(grant.session.id)).generation).toBe(0);
  });

  test("needs the cookie of the access token's own session", async () => {
    const { app, ada, grant } = await signedIn();
    const other = await app.openSession(ada);
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, signOutOthers: true };
    expect(refusal(await changePassword(grant, other.refreshToken, input, from))).toBe("session_mismatch");
    expect(refusal(await changePassword(grant, "garbage", input, from))).toBe("not_authenticated");
    expect((await app.db.findUser(ada.id))?.passwordHash).toBe(ada.passwordHash);
  });

  test("refuses an unacceptable new password, and changes nothing", async () => {
    const { app, ada, grant } = await signedIn();
    const refused = await change(grant, { newPassword: "too short" });
    expect(refused).toMatchObject({
      code: "invalid_request",
      details: { issues: [{ path: "newPassword" }] },
    });
    expect((await app.db.findUser(ada.id))?.passwordHash).toBe(ada.passwordHash);
  });
});

describe("the profile", () => {
  test("a new name is stored, shown and listed in the activity", async () => {
    const { app, ada, grant } = await signedIn();
    expect(granted(await updateProfile(grant, { name: "Ada L." }, from))).toMatchObject({
      id: ada.id,
      name: "Ada L.",
    });
    expect((await app.db.findUser(ada.id))?.name).toBe("Ada L.");
    expect((await listActivity(ada.id, null)).entries[0]).toMatchObject({
      event: "profile_changed",
      byOther: false,
    });
  });
});
