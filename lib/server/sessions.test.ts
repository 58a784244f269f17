import { describe, expect, test } from "vitest";
import { issueAccessToken } from "./access-token";
import { changePassword } from "./account";
import type { Grant } from "./grant";
import { refresh } from "./refresh";
import { revokeDevices } from "./session-list";
import { authenticateBearer, describeCurrent, findPrincipal, recordPresence, signOut } from "./sessions";
import { granted, refusal } from "./testing/expectations";
import {
  DAY,
  GRACE,
  HOUR,
  type Installation,
  install,
  MINUTE,
  PASSWORD,
  requester,
  SECOND,
} from "./testing/installation";

const from = requester();
const renew = (token: string) => refresh(token, {}, from);

/** An access token of what was granted, used on the API now. */
async function callApi({ user, session, now }: Grant) {
  const { accessToken } = await issueAccessToken(user, session, { authTime: now, now });
  return authenticateBearer(accessToken);
}

async function signedIn(environment: Record<string, string> = {}, options: { rememberMe?: boolean } = {}) {
  const house = install(environment);
  const ada = await house.addUser("Ada");
  const first = await house.openSession(ada, options);
  return { house, ada, first, id: first.session.id };
}

/** Rotates once and lets time pass. */
async function rotated(house: Installation, token: string, then = 0): Promise<Grant> {
  const next = granted(await renew(token));
  house.pass(then);
  return next;
}

describe("the refresh table", () => {
  test("an unknown token is refused and ends nothing", async () => {
    const { house, ada, first } = await signedIn();
    for (const garbage of ["", "x", "A".repeat(43), `${first.refreshToken}x`, first.refreshToken.slice(1)]) {
      expect(refusal(await renew(garbage))).toBe("not_authenticated");
    }
    expect(await house.audit(ada.id)).toEqual(["signed_in_new_browser"]);
    expect(refusal(await renew(first.refreshToken))).toBe("granted");
  });

  test("any token of an ended session tells why it ended", async () => {
    const { house, first, id } = await signedIn();
    const second = await rotated(house, first.refreshToken);
    const third = await rotated(house, second.refreshToken);
    await signOut([third.refreshToken], from);
    for (const { refreshToken } of [first, second, third]) {
      expect(refusal(await renew(refreshToken))).toBe("session_revoked: signed_out");
    }
    expect((await house.session(id)).generation).toBe(2);
  });

  test("the current token rotates: another token, the next generation, another access token", async () => {
    const { house, first, id } = await signedIn();
    const second = await rotated(house, first.refreshToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.session.generation).toBe(1);
    expect(await house.session(id)).toMatchObject({ generation: 1, rotatedAt: house.now });
  });

  test.each([10 * SECOND, GRACE, GRACE + 1, DAY])(
    "a lost answer is given again %i ms later",
    async (later) => {
      const { house, first, id } = await signedIn({}, { rememberMe: true });
      const lost = await rotated(house, first.refreshToken, later);
      const again = granted(await renew(first.refreshToken));
      expect(again.refreshToken).toBe(lost.refreshToken);
      expect((await house.session(id)).generation).toBe(1);
      expect(refusal(await renew(again.refreshToken))).toBe("granted");
    },
  );

  test("tabs that race within the grace get the same answer as often as they ask", async () => {
    const { house, first } = await signedIn();
    const second = await rotated(house, first.refreshToken, GRACE);
    for (let times = 0; times < 20; times += 1) {
      expect(granted(await renew(first.refreshToken)).refreshToken).toBe(second.refreshToken);
    }
  });

  test("a thief who always rotates first is found at the third generation in a row that is given late", async () => {
    const { house, ada, first } = await signedIn();
    const thief: Grant[] = [first];
    const roundOfBoth = async (held: string) => {
      thief.push(await rotated(house, held, GRACE + 1));
      return renew(held);
    };
    const owner = granted(await roundOfBoth(first.refreshToken));
    const again = granted(await roundOfBoth(owner.refreshToken));
    expect(refusal(await roundOfBoth(again.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await renew(thief.at(-1)?.refreshToken ?? ""))).toBe("session_revoked: reuse_detected");
    expect(await house.audit(ada.id)).toContain("reuse_detected");
  });

  test("a browser killed after two rotations comes back with the token before them, to the newest one", async () => {
    const { house, first, id } = await signedIn();
    const second = await rotated(house, first.refreshToken, 20 * SECOND);
    const third = await rotated(house, second.refreshToken, 10 * MINUTE);
    expect(await findPrincipal(first.refreshToken)).toMatchObject({ user: { name: "Ada" } });
    expect(granted(await renew(first.refreshToken)).refreshToken).toBe(third.refreshToken);
    expect(await house.session(id)).toMatchObject({ generation: 2, lateRepeats: 1 });
    expect(refusal(await renew(third.refreshToken))).toBe("granted");
  });

  test("a session from before there were chains goes on: its current token, its predecessor, and its late answer", async () => {
    const { house, first, id } = await signedIn();
    const second = await rotated(house, first.refreshToken, GRACE);
    const third = await rotated(house, second.refreshToken, GRACE + 1);
    // As the migration leaves a row: one seal, and one late answer of which only the count is known.
    expect((await house.session(id)).repeatedAt).toBeNull();
    await house.db.changeSession(id, () => ({
      outcome: null,
      changes: [{ kind: "update-session", id, set: { lateRepeats: 2, lateGenerations: 0 } }],
      events: [],
    }));
    expect(granted(await renew(second.refreshToken)).refreshToken).toBe(third.refreshToken);
    expect(refusal(await renew(third.refreshToken))).toBe("granted");
    expect(await house.session(id)).toMatchObject({ lateRepeats: 0, lateGenerations: 1 });
  });

  test("the predecessor is still good until its successor has been in use for the grace", async () => {
    const { house, first } = await signedIn();
    const second = await rotated(house, first.refreshToken, GRACE + 1);
    expect(refusal(await callApi(second))).toBe("granted");
    house.pass(GRACE - 1);
    expect(granted(await renew(first.refreshToken)).refreshToken).toBe(second.refreshToken);
    house.pass(1);
    expect(refusal(await renew(first.refreshToken))).toBe("session_revoked: reuse_detected");
  });

  test("a use within the grace of the rotation proves nothing yet", async () => {
    const { house, first, id } = await signedIn();
    const second = await rotated(house, first.refreshToken, GRACE);
    await callApi(second);
    expect((await house.session(id)).seenAt).toBeNull();
    house.pass(1);
    await callApi(second);
    expect((await house.session(id)).seenAt).toBe(house.now);
    const seenAt = house.now;
    house.pass(SECOND);
    await callApi(second);
    expect((await house.session(id)).seenAt).toBe(seenAt); // one write a rotation
  });

  test("a request overtaken on its way gets nothing and ends nothing", async () => {
    const { house, first, id } = await signedIn();
    const second = await rotated(house, first.refreshToken);
    house.pass(GRACE);
    const third = await rotated(house, second.refreshToken, GRACE - 1);
    expect(refusal(await renew(first.refreshToken))).toBe("superseded");
    expect((await house.session(id)).endedAt).toBeNull();
    expect(refusal(await renew(third.refreshToken))).toBe("granted");
  });

  test("T9, T10: a grandparent after the grace ends the family, the newest token with it, and the audit says so", async () => {
    const { house, ada, first, id } = await signedIn();
    const other = await house.openSession(ada);
    const second = await rotated(house, first.refreshToken, GRACE);
    const third = await rotated(house, second.refreshToken, GRACE);
    expect(refusal(await renew(first.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await renew(third.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await callApi(third))).toBe("session_revoked: reuse_detected");
    expect(await describeCurrent(third.refreshToken)).toMatchObject({
      authenticated: false,
      reason: "reuse_detected",
    });
    expect(await house.session(id)).toMatchObject({ endedAt: house.now, endedReason: "reuse_detected" });
    expect((await house.audit(ada.id)).slice(-2)).toEqual([
      "reuse_detected",
      "session_ended: reuse_detected",
    ]);
    expect(refusal(await renew(other.refreshToken))).toBe("granted");
  });

  test("REUSE_RESPONSE=user ends every session of the user, and no other user's", async () => {
    const { house, ada, first } = await signedIn({ REUSE_RESPONSE: "user" });
    const other = await house.openSession(ada);
    const grace = await house.openSession(await house.addUser("Grace"));
    const second = await rotated(house, first.refreshToken, GRACE);
    await rotated(house, second.refreshToken, GRACE);
    expect(refusal(await renew(first.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await renew(other.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await renew(grace.refreshToken))).toBe("granted");
  });

  test("T15: what a replay has ended stays ended after a restart", async () => {
    const { house, first } = await signedIn();
    const second = await rotated(house, first.refreshToken, GRACE);
    const third = await rotated(house, second.refreshToken, GRACE);
    await renew(first.refreshToken);
    house.restart();
    expect(refusal(await renew(third.refreshToken))).toBe("session_revoked: reuse_detected");
  });

  test("a tab that expects another user gets nothing and rotates nothing", async () => {
    const { house, ada, first, id } = await signedIn();
    expect(refusal(await refresh(first.refreshToken, { userId: "another-user" }, from))).toBe(
      "session_mismatch",
    );
    expect((await house.session(id)).generation).toBe(0);
    expect(refusal(await refresh(first.refreshToken, { userId: ada.id }, from))).toBe("granted");
  });

  test("only hashes and seals are stored: no row of the database holds a token", async () => {
    const { house, first } = await signedIn();
    const second = await rotated(house, first.refreshToken);
    const { readFileSync, readdirSync } = await import("node:fs");
    const folder = `${house.root}/data`;
    const bytes = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "latin1"));
    for (const token of [first.refreshToken, second.refreshToken]) {
      expect(bytes.some((content) => content.includes(token))).toBe(false);
    }
  });
});

describe("who may open a page", () => {
  test("every token a refresh would answer; reading rotates and extends nothing", async () => {
    const { house, first, id } = await signedIn();
    const second = await rotated(house, first.refreshToken);
    const before = await house.session(id);
    house.pass(MINUTE);
    for (const { refreshToken } of [first, second]) {
      expect(await findPrincipal(refreshToken)).toMatchObject({ user: { name: "Ada" } });
      expect(await describeCurrent(refreshToken)).toMatchObject({ authenticated: true });
    }
    expect(await house.session(id)).toEqual(before);
    await rotated(house, second.refreshToken);
    // First was last answered a minute before that rotation.
    expect(await findPrincipal(first.refreshToken)).toEqual({ reason: null });
    expect(await findPrincipal("garbage")).toEqual({ reason: null });
  });
});

describe("limits", () => {
  const cases = [
    { rememberMe: false, idle: 30 * MINUTE, absolute: 30 * DAY },
    { rememberMe: true, idle: 14 * DAY, absolute: 90 * DAY },
  ];

  test.each(cases)("idle to the second, remember-me $rememberMe", async ({ rememberMe, idle }) => {
    const { house, first } = await signedIn({}, { rememberMe });
    house.pass(idle - SECOND);
    const second = await rotated(house, first.refreshToken, SECOND - 1);
    expect(refusal(await callApi(second))).toBe("granted");
    expect(await findPrincipal(second.refreshToken)).toHaveProperty("user");
    house.pass(1);
    expect(refusal(await callApi(second))).toBe("session_expired: idle");
    expect(await findPrincipal(second.refreshToken)).toEqual({ reason: "idle" });
    expect(refusal(await renew(second.refreshToken))).toBe("session_expired: idle");
  });

  test.each(cases)(
    "absolute to the second however much is done, remember-me $rememberMe",
    async ({ rememberMe, idle, absolute }) => {
      const { house, first, id } = await signedIn({}, { rememberMe });
      const end = house.now + absolute;
      let current = first;
      while (house.now + idle < end) {
        house.pass(idle - 1);
        granted(await recordPresence(id, 0));
      }
      house.now = end - 1;
      current = granted(await renew(current.refreshToken));
      granted(await recordPresence(id, 0));
      expect(refusal(await callApi(current))).toBe("granted");
      house.pass(1);
      expect(refusal(await callApi(current))).toBe("token_expired"); // it ends with the session
      expect(refusal(await renew(current.refreshToken))).toBe("session_expired: absolute");
      expect(refusal(await recordPresence(id, 0))).toBe("session_expired: absolute");
    },
  );

  test("background refreshes never move the idle limit", async () => {
    const { house, ada, first, id } = await signedIn();
    const end = house.now + 30 * MINUTE;
    let token = first.refreshToken;
    while (house.now + MINUTE < end) token = (await rotated(house, token, MINUTE)).refreshToken;
    house.now = end;
    expect(refusal(await renew(token))).toBe("session_expired: idle");
    // Recorded at the limit, without an actor.
    expect(await house.session(id)).toMatchObject({ endedAt: end, endedReason: "idle" });
    expect(await house.audit(ada.id)).toContain("session_ended: idle");
  });

  test("an access token never outlives the session's absolute limit", async () => {
    const { house, first } = await signedIn({ ABSOLUTE_TIMEOUT: "600" });
    house.pass(590 * SECOND);
    const { user, session } = first;
    const { expiresIn } = await issueAccessToken(user, session, { authTime: house.now, now: house.now });
    expect(expiresIn).toBe(10);
  });

  test("elevation is not carried on: after a refresh auth_time is that of the sign-in", async () => {
    const { house, first } = await signedIn();
    house.pass(10 * MINUTE);
    const second = granted(await renew(first.refreshToken));
    expect(second.authTime).toBe(first.now);
  });
});

describe("presence", () => {
  test("is bounded: never in the future, never backwards", async () => {
    const { house, id } = await signedIn();
    house.pass(10 * MINUTE);
    granted(await recordPresence(id, -HOUR));
    expect((await house.session(id)).lastPresenceAt).toBe(house.now);
    granted(await recordPresence(id, 5 * MINUTE));
    expect((await house.session(id)).lastPresenceAt).toBe(house.now);
    house.pass(10 * MINUTE);
    const answer = granted(await recordPresence(id, 4 * MINUTE));
    expect((await house.session(id)).lastPresenceAt).toBe(house.now - 4 * MINUTE);
    expect(answer).toEqual({
      idleExpiresAt: new Date(house.now + 26 * MINUTE).toISOString(),
      absoluteExpiresAt: new Date(Date.UTC(2030, 0, 31)).toISOString(),
      serverTime: new Date(house.now).toISOString(),
    });
  });

  test("revives nothing, even when it tells of input before the end", async () => {
    const { house, first, id } = await signedIn();
    house.pass(30 * MINUTE);
    expect(refusal(await recordPresence(id, MINUTE))).toBe("session_expired: idle");
    expect(refusal(await renew(first.refreshToken))).toBe("session_expired: idle");
  });

  test("a report that arrives after a rotation touches nothing of it", async () => {
    const { house, first, id } = await signedIn();
    house.pass(MINUTE);
    const second = await rotated(house, first.refreshToken);
    granted(await recordPresence(id, 0));
    expect(await house.session(id)).toMatchObject({ generation: 1, lastPresenceAt: house.now });
    expect(refusal(await renew(second.refreshToken))).toBe("granted");
  });
});

describe("nothing is acknowledged and then still works", () => {
  const enders = {
    "log-out": (grant: Grant) => signOut([grant.refreshToken], from),
    "revoke all": ({ user, session, now }: Grant) => revokeDevices({ user, session, now }, "all", from),
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
    const { house, first, id } = await signedIn();
    const input = {
      currentPassword: PASSWORD,
      newPassword: "another lamp in a harbour",
      signOutOthers: true,
    };
    const { refreshToken } = granted(await changePassword(first, first.refreshToken, input, from)) as Grant;
    await signOut([first.refreshToken], from);
    expect((await house.session(id)).endedAt).toBeNull();
    await signOut([refreshToken], from);
    expect((await house.session(id)).endedReason).toBe("signed_out");
  });

  test("signing out twice, or with garbage, is no error and keeps the first end", async () => {
    const { house, ada, first, id } = await signedIn();
    await signOut([first.refreshToken, "garbage"], from);
    const ended = await house.session(id);
    house.pass(MINUTE);
    await signOut([first.refreshToken], from);
    expect(await house.session(id)).toEqual(ended);
    expect(await house.audit(ada.id)).toEqual(["signed_in_new_browser", "session_ended: signed_out"]);
  });
});
