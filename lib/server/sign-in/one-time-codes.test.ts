import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { codeMatcher, hashCode, newCode } from "./one-time-codes";

const SECRETS = ["a first secret that is long enough", "a second secret that is long enough"] as const;

test("a code has six digits, zeros in front included", () => {
  for (let made = 0; made < 100; made += 1) expect(newCode()).toMatch(/^\d{6}$/);
});

test("the same code for another purpose has another hash: what was sent for one attempt is nothing to another", () => {
  install();
  const stored = hashCode("123456", "attempt-1");
  expect(codeMatcher("123456", "attempt-1")(stored)).toBe(true);
  expect(codeMatcher("123456", "attempt-2")(stored)).toBe(false);
  expect(codeMatcher("123457", "attempt-1")(stored)).toBe(false);
  expect(codeMatcher("123456", "attempt-1")(null)).toBe(false);
  expect(codeMatcher("", "attempt-1")("")).toBe(false);
});

test("the hash needs the secret, and is known under each of ours", () => {
  const app = install({ SESSION_SECRET: SECRETS[0] });
  const stored = hashCode("123456", "attempt-1");
  app.restart({ SESSION_SECRET: SECRETS.toReversed().join(",") });
  expect(hashCode("123456", "attempt-1")).not.toBe(stored);
  expect(codeMatcher("123456", "attempt-1")(stored)).toBe(true);
  app.restart({ SESSION_SECRET: SECRETS[1] });
  expect(codeMatcher("123456", "attempt-1")(stored)).toBe(false);
});
