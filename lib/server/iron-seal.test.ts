import { sealData, unsealData } from "iron-session";
import { describe, expect, test } from "vitest";
import { ironSeal } from "./iron-seal";

const SECRET = "a secret of an installation, long enough";
const VALUES = [
  { n: 1 },
  { text: "ä 🔑 *~\u2028", empty: "", none: null, list: [1, { deep: true }] },
  // Every length of the last block.
  ...Array.from({ length: 33 }, (_, length) => ({ padded: "x".repeat(length) })),
];

const open = (sealed: string, password = SECRET) => unsealData(sealed, { password, ttl: 0 });
/** The parts of a seal, as their lengths and the characters they are made of. */
const form = (sealed: string) =>
  sealed.split("*").map((part) => [part.length, /^[0-9a-f]*$/.test(part), /^[\w-]*$/.test(part)]);

describe("a seal in the format of iron-session", () => {
  test.each(VALUES)("opens there: %j", async (value) => {
    expect(await open(ironSeal(value, SECRET))).toEqual(value);
  });

  test("has the parts of one that is made there", async () => {
    for (const value of VALUES) {
      const theirs = await sealData(value, { password: SECRET, ttl: 0 });
      expect(form(ironSeal(value, SECRET))).toEqual(form(theirs));
    }
  });

  test("does not open with another secret, nor after a change of any character", async () => {
    const sealed = ironSeal({ n: 1 }, SECRET);
    expect(await open(sealed, `${SECRET}!`)).toEqual({});
    const end = sealed.indexOf("~"); // what follows is no part of the seal, there as here
    for (let at = 0; at < end - 1; at += 1) {
      const other = sealed[at] === "a" ? "b" : "a";
      expect(await open(sealed.slice(0, at) + other + sealed.slice(at + 1))).toEqual({});
    }
  });

  test("two seals of one value share no salt, no vector and no code", () => {
    const [one, other] = [ironSeal({ n: 1 }, SECRET), ironSeal({ n: 1 }, SECRET)].map((each) =>
      each.split("*"),
    );
    const shared = one?.filter((part, at) => part === other?.[at]);
    expect(shared).toEqual(["Fe26.2", "1", ""]);
    expect(one?.[2]).not.toBe(one?.[6]);
  });
});
