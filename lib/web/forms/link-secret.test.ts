import { expect, test } from "vitest";
import { secretOfLink } from "./link-secret";

test.each([
  ["https://latchkey.example/login/link#ticket=abc-_1", "abc-_1"],
  [" https://latchkey.example/reset-password#token=abc \n", "abc"],
  ["abc", "abc"],
  ["https://latchkey.example/login/link", "https://latchkey.example/login/link"],
  ["", ""],
])("the secret of %j is %j", (link, secret) => {
  expect(secretOfLink(link)).toBe(secret);
});
