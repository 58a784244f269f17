/** The accounts of one browser, as the rows of their sessions have them. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { revokeAllOf } from "@/lib/server/admin/admin";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { type Installation, installOn, MINUTE, requester } from "@/lib/server/testing/installation";
import { describeAccounts, type HeldSignIn, switchAccount } from "./browser-accounts";
import type { Grant } from "./grant";
import { signOut } from "./sessions";

const from = requester();

const held = ({ session, refreshToken }: Grant, active = false): HeldSignIn => ({
  sessionId: session.id,
  userId: session.userId,
  token: refreshToken,
  active,
  impersonated: false,
});

const listed = async (signIns: HeldSignIn[]) =>
  (await describeAccounts(signIns)).map(({ user, active, endedReason }) => [user.name, active, endedReason]);

describe.each(engines)("on $name", (engine) => {
  async function threeAccounts(): Promise<[Installation, Grant, Grant, Grant]> {
    const app = await installOn(engine);
    const open = async (name: string) => app.openSession(await app.addUser(name, { roles: ["admin"] }));
    return [app, await open("Ada"), await open("Grace"), await open("Alan")];
  }

  test("each is listed with why it is over; one that is signed out, or of another user, is not", async () => {
    const [app, ada, grace, alan] = await threeAccounts();
    const signIns = [held(alan, true), held(grace), held(ada)];
    expect(await listed(signIns)).toEqual([
      ["Alan", true, null],
      ["Grace", false, null],
      ["Ada", false, null],
    ]);
    granted(await revokeAllOf(alan, { userId: grace.user.id, scope: "all" }, from));
    await signOut([ada.refreshToken], from);
    expect(await listed(signIns)).toEqual([
      ["Alan", true, null],
      ["Grace", false, "admin"],
    ]);
    app.pass(31 * MINUTE);
    expect(await listed(signIns)).toEqual([
      ["Alan", true, "idle"],
      ["Grace", false, "admin"],
    ]);
    expect(
      await listed([
        { ...held(alan), userId: grace.user.id },
        { ...held(alan), sessionId: "gone" },
      ]),
    ).toEqual([]);
  });

  test("a sign-in counts as expired without its token, and with the token of another session", async () => {
    const [, ada, grace] = await threeAccounts();
    for (const token of [null, grace.refreshToken, "x".repeat(43)])
      expect(await listed([{ ...held(ada), token }])).toEqual([["Ada", false, "expired"]]);
  });

  test("listing changes nothing", async () => {
    const [app, ada] = await threeAccounts();
    app.pass(10 * MINUTE);
    const before = await app.session(ada.session.id);
    await listed([held(ada)]);
    expect(await app.session(ada.session.id)).toEqual(before);
  });

  test("a switch rotates the session, and is refused with the reason of its end", async () => {
    const [app, ada, grace, alan] = await threeAccounts();
    const next = granted(await switchAccount(held(ada), from));
    expect(next).toMatchObject({ user: { name: "Ada" }, session: { id: ada.session.id, generation: 1 } });
    expect(next.refreshToken).not.toBe(ada.refreshToken);

    granted(await revokeAllOf(alan, { userId: grace.user.id, scope: "all" }, from));
    expect(refusal(await switchAccount(held(grace), from))).toBe("session_revoked: admin");
    expect(refusal(await switchAccount({ ...held(grace), token: null }, from))).toBe(
      "session_revoked: admin",
    );
    expect(refusal(await switchAccount({ ...held(alan), token: null }, from))).toBe("not_authenticated");
    expect(refusal(await switchAccount({ ...held(alan), token: next.refreshToken }, from))).toBe("not_found");
    app.pass(31 * MINUTE);
    expect(refusal(await switchAccount(held(alan), from))).toBe("session_expired: idle");
  });

  test("a switch with a token that was used long ago ends the session, as a refresh does", async () => {
    const [app, ada] = await threeAccounts();
    let last = granted(await switchAccount(held(ada), from));
    app.pass(MINUTE);
    last = granted(await switchAccount(held(last), from));
    app.pass(MINUTE);
    granted(await switchAccount(held(last), from));
    app.pass(MINUTE);
    expect(refusal(await switchAccount(held(ada), from))).toBe("session_revoked: reuse_detected");
    expect(await app.session(ada.session.id)).toMatchObject({ endedReason: "reuse_detected" });
  });
});
