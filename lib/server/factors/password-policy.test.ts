import { dictionary } from "@zxcvbn-ts/language-common";
import { describe, expect, test } from "vitest";
import { commonLongPasswords } from "./common-long-passwords";
import { passwordProblem } from "./password-policy";

const ADA = { email: "ada.lovelace@example.com", name: "Ada Lovelace" };
const problem = (password: string) => passwordProblem(password, ADA);

describe("length", () => {
  test("14 characters are too few, 15 are enough", () => {
    expect(problem("fourteen chars")).toMatch(/at least 15/);
    expect(problem("fifteen  chars!")).toBeNull();
  });

  test("is counted in code points: an emoji is one, even if it takes several units", () => {
    const fourteen = "🦊🐢🦉🐙🦀🐝🦋🐌🐞🐜🦎🐍🐊🐋";
    expect(fourteen.length).toBeGreaterThan(15);
    expect(problem(fourteen)).toMatch(/at least 15/);
    expect(problem(`${fourteen}🦑`)).toBeNull();
  });

  test.each([64, 128, 1024])("%i characters are accepted", (length) => {
    const words = Array.from({ length: 200 }, (_, n) => `word${n * 7919}`).join(" ");
    expect(problem(words.slice(0, length))).toBeNull();
  });

  test("more than 1024 bytes of UTF-8 are not", () => {
    const words = Array.from({ length: 400 }, (_, n) => `word${n * 7919}`).join(" ");
    expect(problem(words.slice(0, 1025))).toMatch(/at most 1024 bytes/);
    expect(problem(`${words.slice(0, 1021)}ééé`)).toMatch(/at most 1024 bytes/);
  });
});

test("no rules about kinds of characters: spaces and letters do", () => {
  for (const fine of ["correct horse battery staple", "no digits no signs", "ein lichtlein im hafen"]) {
    expect(problem(fine)).toBeNull();
  }
});

describe("passwords that attackers guess first are refused", () => {
  const common = dictionary["passwords-common"];

  test("every common password, alone and repeated to be long enough", () => {
    expect(common.length).toBeGreaterThan(3000);
    const accepted = common.filter((password) => problem(password) === null);
    expect(accepted).toEqual([]);
    const repeated = common
      .slice(0, 3000)
      .map((password) => password.repeat(Math.ceil(15 / password.length)));
    expect(repeated.filter((password) => problem(password) === null)).toEqual([]);
  });

  test("also in upper case", () => {
    const long = common.filter((password) => password.length >= 15);
    expect(long.length).toBeGreaterThan(0);
    expect(long.filter((password) => problem(password.toUpperCase()) === null)).toEqual([]);
  });

  test.each([
    "aaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
    "1234567890123456",
    "abcdefghijklmnop",
    "ponmlkjihgfedcba",
    "aabbaabbbaababab",
    "axaaxxaxxxaxaaxxa",
  ])("%s", (password) => expect(problem(password)).toMatch(/too common/));
});

describe("common words, runs and repeats do not count towards the length", () => {
  test.each([
    "password1234567",
    "letmein12345678",
    "welcome123456789",
    "1234passwordpassword",
    "iloveyou1234567890",
    "passwordpasswordxyz",
    "correcthorsebatterystaple",
    "aaaaaaaaaaaaapple",
    "abcdefg password 9876",
    "Dragon!Monkey!1234",
  ])("%s", (password) => expect(problem(password)).toMatch(/too common/));

  test.each([
    "correct horse battery staple",
    "nothing to see here at all",
    "a second pair of keys for the door",
    "password of the lighthouse keeper",
    "blue-tractor-meets-otter-94",
    "1234 reasons to go outside",
    "zwölf grüne flaschen",
  ])("%s has enough of its own", (password) => expect(problem(password)).toBeNull());
});

test("at least 3000 common passwords have the required length, and are refused", () => {
  const long = commonLongPasswords().filter((password) => [...password].length >= 15);
  expect(new Set(long).size).toBeGreaterThanOrEqual(3000);
  expect(long.filter((password) => problem(password) === null)).toEqual([]);
});

test("the search for common parts is fast, also in the longest password", () => {
  const longest = "password1".repeat(113).slice(0, 1024);
  const started = performance.now();
  for (let turn = 0; turn < 20; turn += 1) problem(`${turn}${longest}`.slice(0, 1024));
  expect((performance.now() - started) / 20).toBeLessThan(20);
});

describe("facts about the user do not count towards the length", () => {
  test.each([
    "ada.lovelace@example.com",
    "AdaLovelaceExample1!",
    "lovelacelovelace123",
    "latchkeylatchkey12",
    "LatchKey-lovelace-7",
  ])("%s", (password) => expect(problem(password)).toMatch(/too close|too common/));

  test("such facts may occur in a password that is long enough without them", () => {
    expect(problem("lovelace likes steam engines")).toBeNull();
    expect(passwordProblem("lovelacelovelace123", { email: "x@example.org", name: "X" })).toBeNull();
  });
});
