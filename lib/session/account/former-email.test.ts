import { describe, expect, test } from "vitest";
import type { Change } from "@/lib/session/decision";
import { actorOf, makeUser } from "@/lib/session/testing/test-records";
import { type FormerEmail, formerEmail, hasNoAddress, noAddress, restoreEmail } from "./former-email";

const NOW = 1000;
const VERIFIED = Date.UTC(2030, 0, 1);

/** A change of the address, at a time, by a session. */
type Changed = [at: number, by: string, from?: string];

const by = ([at, actorSessionId, from]: Changed) => ({
  at,
  actorSessionId,
  details: from === undefined ? null : { from },
});

/** The session that asks began at 100, the reported one at 200. */
function formerOf(changes: Changed[], current = "thief"): string | null | "unknown" {
  const newestFirst = changes.map(by).reverse();
  const found = formerEmail({
    ...{ current, changes: newestFirst },
    reported: { id: "reported", createdAt: 200 },
    asking: { id: "own", createdAt: 100, authMethods: ["pwd"] },
  });
  return found && (found.email ?? "unknown");
}

describe("the address before a stranger's changes", () => {
  const cases: [what: string, changes: Changed[], former: string | null, current?: string][] = [
    ["no change", [], null],
    ["by the reported session", [[300, "reported", "ada"]], "ada"],
    ["at the instant it began", [[200, "reported", "ada"]], "ada"],
    [
      "twice by it: the first one's",
      [
        [300, "reported", "ada"],
        [301, "reported", "between"],
      ],
      "ada",
    ],
    ["by another session since it began", [[300, "other", "ada"]], "ada"],
    ["by another session before it began", [[150, "other", "ada"]], null],
    ["by the session that asks", [[300, "own", "ada"]], null],
    [
      "by the session that asks, after a stranger's: its own stays",
      [
        [300, "reported", "ada"],
        [400, "own", "thief"],
      ],
      null,
    ],
    [
      "by a stranger, after that of the session that asks: that one's",
      [
        [300, "own", "ada"],
        [400, "reported", "ada at home"],
      ],
      "ada at home",
    ],
    [
      "there and back",
      [
        [300, "reported", "ada"],
        [301, "reported", "thief"],
      ],
      null,
      "ada",
    ],
    ["without a note, in an older version", [[300, "reported"]], "unknown"],
  ];
  test.each(cases)("%s", (_, changes, former, current) => {
    expect(formerOf(changes, current)).toBe(former);
  });

  test("a change before the session that asks was opened is trusted, unless the reported one made it", () => {
    const found = (id: string) =>
      formerEmail({
        current: "new",
        changes: [by([50, id, "ada"])],
        reported: { id: "reported", createdAt: 10 },
        asking: { id: "own", createdAt: 100, authMethods: ["pwd"] },
      });
    expect(found("other")).toBeNull();
    expect(found("reported")).toEqual({ email: "ada", verifiedAt: null });
  });

  test.each([
    ["a password", ["pwd"], null],
    ["a password and a second factor", ["pwd", "otp"], null],
    ["a code by e-mail", ["otp"], null],
    ["an identity provider", ["oidc"], "ada"],
    ["an identity provider and a second factor", ["oidc", "otp"], "ada"],
    ["a passkey", ["passkey"], "ada"],
    ["a link on another device", ["device_link", "pwd"], "ada"],
  ])("the session that asks is younger, and was opened with %s", (_, authMethods, former) => {
    const found = formerEmail({
      current: "thief",
      changes: [by([50, "other", "ada"])],
      reported: { id: "reported", createdAt: 10 },
      asking: { id: "own", createdAt: 100, authMethods },
    });
    expect(found?.email ?? null).toBe(former);
  });

  test("when it was verified comes back with it", () => {
    const details = { from: "ada", fromVerifiedAt: new Date(VERIFIED).toISOString() };
    const found = formerEmail({
      current: "thief",
      changes: [{ at: 300, actorSessionId: "reported", details }],
      reported: { id: "reported", createdAt: 200 },
      asking: { id: "own", createdAt: 100, authMethods: ["pwd"] },
    });
    expect(found).toEqual({ email: "ada", verifiedAt: VERIFIED });
  });
});

describe("giving it back", () => {
  const notice =
    (what: string) =>
    (to: string): Change => ({ kind: "save-note", userId: to, text: what, updatedAt: NOW });
  const notices = { emailRestored: notice("restored"), emailLost: notice("lost") };
  const user = { ...makeUser("ada"), email: "thief" };
  const restore = (former: FormerEmail | null, formerOwner: { id: string } | null) =>
    restoreEmail(
      { former, formerOwner },
      user,
      { substitute: noAddress("Aa1"), actor: actorOf("ada", "own"), notices },
      NOW,
    );

  test("nothing to give back: nothing is written", () => {
    expect(restore(null, null)).toEqual({ to: "thief", changes: [], events: [] });
  });

  test.each([null, { id: "ada" }])(
    "a free address: both are told, and links to the lost one are void",
    (owner) => {
      const { to, changes, events } = restore({ email: "ada@home", verifiedAt: VERIFIED }, owner);
      expect(to).toBe("ada@home");
      expect(changes).toEqual([
        { kind: "update-user", id: "ada", set: { email: "ada@home", emailVerifiedAt: VERIFIED } },
        { kind: "revoke-tickets", userId: "ada", type: "not_me", at: NOW },
        notice("lost")("thief"),
        notice("restored")("ada@home"),
      ]);
      expect(events).toMatchObject([
        { name: "email_restored", userId: "ada", sessionId: "own", at: NOW, details: { from: "thief" } },
      ]);
    },
  );

  test.each<[string, FormerEmail, { id: string } | null]>([
    ["taken", { email: "ada@home", verifiedAt: null }, { id: "grace" }],
    ["unknown", { email: null }, null],
    ["none either", { email: noAddress("Bb2"), verifiedAt: null }, null],
  ])("one that is %s: the account is left with an address of nobody", (_, former, owner) => {
    const { to, changes, events } = restore(former, owner);
    expect(hasNoAddress({ email: to })).toBe(true);
    expect(to).toBe(to.toLowerCase());
    expect(changes).toMatchObject([
      { kind: "update-user", id: "ada", set: { email: to, emailVerifiedAt: null } },
      { kind: "revoke-tickets", type: "not_me" },
      notice("lost")("thief"),
    ]);
    expect(events).toMatchObject([{ name: "email_removed" }]);
  });
});
