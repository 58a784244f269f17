import { describe, expect, test } from "vitest";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { DAY, GRACE, MINUTE, SECOND } from "@/lib/server/testing/installation";
import type { Grant } from "./grant";
import { refresh } from "./refresh";
import { describeCurrent, findPrincipal, signOut } from "./sessions";
import { callApi, from, renew, rotated, signedIn } from "./sessions.fixture";

describe("the rules of refresh", () => {
  test("an unknown token is refused and ends nothing", async () => {
    const { installation, ada, first } = await signedIn();
    for (const garbage of ["", "x", "A".repeat(43), `${first.refreshToken}x`, first.refreshToken.slice(1)]) {
      expect(refusal(await renew(garbage))).toBe("not_authenticated");
    }
    expect(await installation.audit(ada.id)).toEqual(["signed_in_new_browser"]);
    expect(refusal(await renew(first.refreshToken))).toBe("granted");
  });

  test("any token of an ended session is refused with the reason of the end", async () => {
    const { installation, first, id } = await signedIn();
    const second = await rotated(installation, first.refreshToken);
    const third = await rotated(installation, second.refreshToken);
    await signOut([third.refreshToken], from);
    for (const { refreshToken } of [first, second, third]) {
      expect(refusal(await renew(refreshToken))).toBe("session_revoked: signed_out");
    }
    expect((await installation.session(id)).generation).toBe(2);
  });

  test("the current token rotates: another token, the next generation, another access token", async () => {
    const { installation, first, id } = await signedIn();
    const second = await rotated(installation, first.refreshToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.session.generation).toBe(1);
    expect(await installation.session(id)).toMatchObject({ generation: 1, rotatedAt: installation.now });
  });

  test.each([10 * SECOND, GRACE, GRACE + 1, DAY])("a lost answer is repeated %i ms later", async (later) => {
    const { installation, first, id } = await signedIn({}, { rememberMe: true });
    const lost = await rotated(installation, first.refreshToken, later);
    const again = granted(await renew(first.refreshToken));
    expect(again.refreshToken).toBe(lost.refreshToken);
    expect((await installation.session(id)).generation).toBe(1);
    expect(refusal(await renew(again.refreshToken))).toBe("granted");
  });

  test("tabs that race within the grace all get the same answer", async () => {
    const { installation, first } = await signedIn();
    const second = await rotated(installation, first.refreshToken, GRACE);
    for (let times = 0; times < 20; times += 1) {
      expect(granted(await renew(first.refreshToken)).refreshToken).toBe(second.refreshToken);
    }
  });

  test("a thief who always rotates first is detected at the third late generation in a row", async () => {
    const { installation, ada, first } = await signedIn();
    const thief: Grant[] = [first];
    const roundOfBoth = async (held: string) => {
      thief.push(await rotated(installation, held, GRACE + 1));
      return renew(held);
    };
    const owner = granted(await roundOfBoth(first.refreshToken));
    const again = granted(await roundOfBoth(owner.refreshToken));
    expect(refusal(await roundOfBoth(again.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await renew(thief.at(-1)?.refreshToken ?? ""))).toBe("session_revoked: reuse_detected");
    expect(await installation.audit(ada.id)).toContain("reuse_detected");
  });

  test("a browser that crashed after two rotations gets the newest token for the one before them", async () => {
    const { installation, first, id } = await signedIn();
    const second = await rotated(installation, first.refreshToken, 20 * SECOND);
    const third = await rotated(installation, second.refreshToken, 10 * MINUTE);
    expect(await findPrincipal(first.refreshToken)).toMatchObject({ user: { name: "Ada" } });
    expect(granted(await renew(first.refreshToken)).refreshToken).toBe(third.refreshToken);
    expect(await installation.session(id)).toMatchObject({ generation: 2, lateRepeats: 1 });
    expect(refusal(await renew(third.refreshToken))).toBe("granted");
  });

  test("a session from before the chain goes on: its current token, its predecessor, and its late answer", async () => {
    const { installation, first, id } = await signedIn();
    const second = await rotated(installation, first.refreshToken, GRACE);
    const third = await rotated(installation, second.refreshToken, GRACE + 1);
    // As the migration leaves a row: one seal, and one late answer of which only the count is known.
    expect((await installation.session(id)).repeatedAt).toBeNull();
    await installation.db.changeSession(id, () => ({
      outcome: null,
      changes: [{ kind: "update-session", id, set: { lateRepeats: 2, lateGenerations: 0 } }],
      events: [],
    }));
    expect(granted(await renew(second.refreshToken)).refreshToken).toBe(third.refreshToken);
    expect(refusal(await renew(third.refreshToken))).toBe("granted");
    expect(await installation.session(id)).toMatchObject({ lateRepeats: 0, lateGenerations: 1 });
  });

  test("the predecessor works until its successor has been in use for the grace", async () => {
    const { installation, first } = await signedIn();
    const second = await rotated(installation, first.refreshToken, GRACE + 1);
    expect(refusal(await callApi(second))).toBe("granted");
    installation.pass(GRACE - 1);
    expect(granted(await renew(first.refreshToken)).refreshToken).toBe(second.refreshToken);
    installation.pass(1);
    expect(refusal(await renew(first.refreshToken))).toBe("session_revoked: reuse_detected");
  });

  test("a use within the grace of the rotation does not count as use", async () => {
    const { installation, first, id } = await signedIn();
    const second = await rotated(installation, first.refreshToken, GRACE);
    await callApi(second);
    expect((await installation.session(id)).seenAt).toBeNull();
    installation.pass(1);
    await callApi(second);
    expect((await installation.session(id)).seenAt).toBe(installation.now);
    const seenAt = installation.now;
    installation.pass(SECOND);
    await callApi(second);
    expect((await installation.session(id)).seenAt).toBe(seenAt); // one write per rotation
  });

  test("a request overtaken on the network gets no token and ends nothing", async () => {
    const { installation, first, id } = await signedIn();
    const second = await rotated(installation, first.refreshToken);
    installation.pass(GRACE);
    const third = await rotated(installation, second.refreshToken, GRACE - 1);
    expect(refusal(await renew(first.refreshToken))).toBe("superseded");
    expect((await installation.session(id)).endedAt).toBeNull();
    expect(refusal(await renew(third.refreshToken))).toBe("granted");
  });

  test("T9, T10: a grandparent after the grace ends the family, the newest token with it, and the audit says so", async () => {
    const { installation, ada, first, id } = await signedIn();
    const other = await installation.openSession(ada);
    const second = await rotated(installation, first.refreshToken, GRACE);
    const third = await rotated(installation, second.refreshToken, GRACE);
    expect(refusal(await renew(first.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await renew(third.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await callApi(third))).toBe("session_revoked: reuse_detected");
    expect(await describeCurrent(third.refreshToken)).toMatchObject({
      authenticated: false,
      reason: "reuse_detected",
    });
    expect(await installation.session(id)).toMatchObject({
      endedAt: installation.now,
      endedReason: "reuse_detected",
    });
    expect((await installation.audit(ada.id)).slice(-2)).toEqual([
      "reuse_detected",
      "session_ended: reuse_detected",
    ]);
    expect(refusal(await renew(other.refreshToken))).toBe("granted");
  });

  test("REUSE_RESPONSE=user ends every session of the user, and no other user's", async () => {
    const { installation, ada, first } = await signedIn({ REUSE_RESPONSE: "user" });
    const other = await installation.openSession(ada);
    const grace = await installation.openSession(await installation.addUser("Grace"));
    const second = await rotated(installation, first.refreshToken, GRACE);
    await rotated(installation, second.refreshToken, GRACE);
    expect(refusal(await renew(first.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await renew(other.refreshToken))).toBe("session_revoked: reuse_detected");
    expect(refusal(await renew(grace.refreshToken))).toBe("granted");
  });

  test("T15: a session that a replay ended stays ended after a restart", async () => {
    const { installation, first } = await signedIn();
    const second = await rotated(installation, first.refreshToken, GRACE);
    const third = await rotated(installation, second.refreshToken, GRACE);
    await renew(first.refreshToken);
    installation.restart();
    expect(refusal(await renew(third.refreshToken))).toBe("session_revoked: reuse_detected");
  });

  test("a tab that expects another user gets no token and rotates nothing", async () => {
    const { installation, ada, first, id } = await signedIn();
    expect(refusal(await refresh(first.refreshToken, { userId: "another-user" }, from))).toBe(
      "session_mismatch",
    );
    expect((await installation.session(id)).generation).toBe(0);
    expect(refusal(await refresh(first.refreshToken, { userId: ada.id }, from))).toBe("granted");
  });

  test("only hashes and seals are stored: no row of the database holds a token", async () => {
    const { installation, first } = await signedIn();
    const second = await rotated(installation, first.refreshToken);
    const { readFileSync, readdirSync } = await import("node:fs");
    const folder = `${installation.root}/data`;
    const bytes = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "latin1"));
    for (const token of [first.refreshToken, second.refreshToken]) {
      expect(bytes.some((content) => content.includes(token))).toBe(false);
    }
  });
});

describe("opening a page", () => {
  test("every token that a refresh would accept opens a page; reading rotates and extends nothing", async () => {
    const { installation, first, id } = await signedIn();
    const second = await rotated(installation, first.refreshToken);
    const before = await installation.session(id);
    installation.pass(MINUTE);
    for (const { refreshToken } of [first, second]) {
      expect(await findPrincipal(refreshToken)).toMatchObject({ user: { name: "Ada" } });
      expect(await describeCurrent(refreshToken)).toMatchObject({ authenticated: true });
    }
    expect(await installation.session(id)).toEqual(before);
    await rotated(installation, second.refreshToken);
    // First was last answered a minute before that rotation.
    expect(await findPrincipal(first.refreshToken)).toEqual({ reason: null });
    expect(await findPrincipal("garbage")).toEqual({ reason: null });
  });
});
