import { describe, expect, test } from "vitest";
import { keptSignIns, listedSignIns, refuseSixthAccount, withoutAccount } from "./browser-accounts";

/** The sign-ins of users named by one letter, in the order in which they signed in. */
const signIns = (users: string) =>
  [...users].map((userId, slot) => ({ slot, userId, sessionId: `session of ${userId}` }));
const users = (slots: { userId: string }[]) => slots.map(({ userId }) => userId).join("");

test.each([
  ["abc", 0, "acb"],
  ["abc", 2, "cba"],
  ["abc", null, "cba"],
  ["", null, ""],
])("of %s with slot %s active the list is %s", (held, active, listed) => {
  expect(users(listedSignIns({ signIns: signIns(held), active }))).toBe(listed);
});

describe("who stays when a user signs in", () => {
  test.each([
    ["", "a", "", ""],
    ["a", "b", "", "a"],
    ["ab", "a", "", "b"],
    ["abcd", "e", "", "abcd"],
    ["abcd", "e", "a", "abcd"], // there is room for one that has ended
    ["abcde", "c", "a", "abde"],
    ["abcde", "f", "c", "abde"],
    ["abcde", "f", "ec", "abde"],
    ["abcde", "f", "", "bcde"],
    ["abcdef", "g", "b", "cdef"], // a browser from another version holds more
  ])("%s, then %s, when %s has ended: %s", (held, userId, ended, kept) => {
    const over = new Set(signIns(held).flatMap((one) => (ended.includes(one.userId) ? [one.sessionId] : [])));
    expect(users(keptSignIns(signIns(held), { userId }, over))).toBe(kept);
  });
});

describe("when an administrator acts as a user", () => {
  const acting = {
    ...signIns("e")[0],
    slot: 5,
    userId: "a",
    sessionId: "acting",
    impersonated: true as const,
  };
  const kept = (held: string, newcomer: Parameters<typeof keptSignIns>[1]) =>
    keptSignIns([...signIns(held), acting], newcomer, new Set()).map(({ sessionId }) => sessionId);
  const ids = (held: string) => signIns(held).map(({ sessionId }) => sessionId);

  test("every account stays, the user's own sign-in too; the user as whom it acted before goes", () => {
    expect(kept("abcde", { userId: "a", impersonated: true })).toEqual(ids("abcde"));
  });

  test("a sign-in leaves that session alone, of the same user and of others", () => {
    expect(kept("ab", { userId: "a" })).toEqual([...ids("ab").slice(1), "acting"]);
    expect(kept("abcde", { userId: "f" })).toEqual([...ids("abcde").slice(1), "acting"]);
  });
});

test.each([
  ["", "a", null],
  ["abcd", "e", null],
  ["abcd", null, null],
  ["abcde", "f", "too_many_accounts"],
  ["abcde", null, "too_many_accounts"],
  ["abcde", "c", null],
])("beside %s the sign-in of %s: %s", (living, userId, code) => {
  expect(refuseSixthAccount([...living], userId)?.code ?? null).toBe(code);
});

test.each([
  ["abc", 1, "b", "ac", null],
  ["abc", 1, "a", "bc", 1],
  ["abc", null, "a", "bc", null],
  ["abc", 1, "x", "abc", 1],
  ["a", 0, "a", "", null],
])("%s with slot %s active, without %s: %s, active %s", (held, active, leaving, left, then) => {
  const rest = withoutAccount({ signIns: signIns(held), active }, `session of ${leaving}`);
  expect([users(rest.signIns), rest.active]).toEqual([left, then]);
});
