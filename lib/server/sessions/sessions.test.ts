import { describe, expect, test } from "vitest";
import { changePassword } from "@/lib/server/account/account";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { DAY, HOUR, MINUTE, PASSWORD, SECOND } from "@/lib/server/testing/installation";
import { issueAccessToken } from "@/lib/server/tokens/access-token";
import type { Grant } from "./grant";
import { revokeSessions } from "./session-list";
import { findPrincipal, recordPresence, signOut } from "./sessions";
import { callApi, from, renew, rotated, signedIn } from "./sessions.fixture";

describe("limits", () => {
  const cases = [
    { rememberMe: false, idle: 30 * MINUTE, absolute: 30 * DAY },
    { rememberMe: true, idle: 14 * DAY, absolute: 90 * DAY },
  ];

  test.each(cases)(
    "the idle limit is exact to the second, remember-me $rememberMe",
    async ({ rememberMe, idle }) => {
      const { installation, first } = await signedIn({}, { rememberMe });
      installation.pass(idle - SECOND);
      const second = await rotated(installation, first.refreshToken, SECOND - 1);
      expect(refusal(await callApi(second))).toBe("granted");
      expect(await findPrincipal(second.refreshToken)).toHaveProperty("user");
      installation.pass(1);
      expect(refusal(await callApi(second))).toBe("session_expired: idle");
      expect(await findPrincipal(second.refreshToken)).toEqual({ reason: "idle" });
      expect(refusal(await renew(second.refreshToken))).toBe("session_expired: idle");
    },
  );

  test.each(cases)(
    "the absolute limit is exact to the second despite activity, remember-me $rememberMe",
    async ({ rememberMe, idle, absolute }) => {
      const { installation, first, id } = await signedIn({}, { rememberMe });
      const end = installation.now + absolute;
      let current = first;
      while (installation.now + idle < end) {
        installation.pass(idle - 1);
        granted(await recordPresence(id, 0));
      }
      installation.now = end - 1;
      current = granted(await renew(current.refreshToken));
      granted(await recordPresence(id, 0));
      expect(refusal(await callApi(current))).toBe("granted");
      installation.pass(1);
      expect(refusal(await callApi(current))).toBe("token_expired"); // it ends with the session
      expect(refusal(await renew(current.refreshToken))).toBe("session_expired: absolute");
      expect(refusal(await recordPresence(id, 0))).toBe("session_expired: absolute");
    },
  );

  test("background refreshes never move the idle limit", async () => {
    const { installation, ada, first, id } = await signedIn();
    const end = installation.now + 30 * MINUTE;
    let token = first.refreshToken;
    while (installation.now + MINUTE < end) token = (await rotated(installation, token, MINUTE)).refreshToken;
    installation.now = end;
    expect(refusal(await renew(token))).toBe("session_expired: idle");
    // Recorded at the limit, without an actor.
    expect(await installation.session(id)).toMatchObject({ endedAt: end, endedReason: "idle" });
    expect(await installation.audit(ada.id)).toContain("session_ended: idle");
  });

  test("an access token never outlives the session's absolute limit", async () => {
    const { installation, first } = await signedIn({ ABSOLUTE_TIMEOUT: "600" });
    installation.pass(590 * SECOND);
    const { user, session } = first;
    const { expiresIn } = await issueAccessToken(user, session, {
      authTime: installation.now,
      now: installation.now,
    });
    expect(expiresIn).toBe(10);
  });

  test("a refresh does not keep a confirmation: its auth_time is that of the sign-in", async () => {
    const { installation, first } = await signedIn();
    installation.pass(10 * MINUTE);
    const second = granted(await renew(first.refreshToken));
    expect(second.authTime).toBe(first.now);
  });
});

describe("presence", () => {
  test("is never in the future and never moves backwards", async () => {
    const { installation, id } = await signedIn();
    installation.pass(10 * MINUTE);
    granted(await recordPresence(id, -HOUR));
    expect((await installation.session(id)).lastPresenceAt).toBe(installation.now);
    granted(await recordPresence(id, 5 * MINUTE));
    expect((await installation.session(id)).lastPresenceAt).toBe(installation.now);
    installation.pass(10 * MINUTE);
    const answer = granted(await recordPresence(id, 4 * MINUTE));
    expect((await installation.session(id)).lastPresenceAt).toBe(installation.now - 4 * MINUTE);
    expect(answer).toEqual({
      idleExpiresAt: new Date(installation.now + 26 * MINUTE).toISOString(),
      absoluteExpiresAt: new Date(Date.UTC(2030, 0, 31)).toISOString(),
      serverTime: new Date(installation.now).toISOString(),
    });
  });

  test("does not revive a session, even when it reports input before the end", async () => {
    const { installation, first, id } = await signedIn();
    installation.pass(30 * MINUTE);
    expect(refusal(await recordPresence(id, MINUTE))).toBe("session_expired: idle");
    expect(refusal(await renew(first.refreshToken))).toBe("session_expired: idle");
  });

  test("a report that arrives after a rotation changes nothing of the rotation", async () => {
    const { installation, first, id } = await signedIn();
    installation.pass(MINUTE);
    const second = await rotated(installation, first.refreshToken);
    granted(await recordPresence(id, 0));
    expect(await installation.session(id)).toMatchObject({ generation: 1, lastPresenceAt: installation.now });
    expect(refusal(await renew(second.refreshToken))).toBe("granted");
  });
});

describe("an acknowledged end is final", () => {
  const enders = {
    "log-out": (grant: Grant) => signOut([grant.refreshToken], from),
    "revoke all": ({ user, session, now }: Grant) => revokeSessions({ user, session, now }, "all", from),
    "a password change": async (grant: Grant) => {
      const input = {
        currentPassword: PASSWORD,
        newPassword: "another lamp in a harbour",
        signOutOthers: true,
      };
      granted(await changePassword(grant, grant.refreshToken, input, from));
    },
  };

  test.each(Object.entries(enders))("after %s the old access and refresh token are dead", async (_, end) => {
    const { first } = await signedIn();
    await end(first);
    expect(refusal(await callApi(first))).not.toBe("granted");
    expect(refusal(await renew(first.refreshToken))).not.toBe("granted");
    expect(await findPrincipal(first.refreshToken)).toHaveProperty("reason");
  });

  test("signing out with a token from before a password change ends nothing", async () => {
    const { installation, first, id } = await signedIn();
    const input = {
      currentPassword: PASSWORD,
      newPassword: "another lamp in a harbour",
      signOutOthers: true,
    };
    const { refreshToken } = granted(await changePassword(first, first.refreshToken, input, from)) as Grant;
    await signOut([first.refreshToken], from);
    expect((await installation.session(id)).endedAt).toBeNull();
    await signOut([refreshToken], from);
    expect((await installation.session(id)).endedReason).toBe("signed_out");
  });

  test("signing out twice, or with an invalid token, is no error and keeps the first end", async () => {
    const { installation, ada, first, id } = await signedIn();
    await signOut([first.refreshToken, "garbage"], from);
    const ended = await installation.session(id);
    installation.pass(MINUTE);
    await signOut([first.refreshToken], from);
    expect(await installation.session(id)).toEqual(ended);
    expect(await installation.audit(ada.id)).toEqual(["signed_in_new_browser", "session_ended: signed_out"]);
  });
});
