import { expect, test } from "vitest";
import { passwordLengthIssue } from "./password";

test("length is counted in code points, not in UTF-16 units", () => {
  expect(passwordLengthIssue("\u{1f5dd}".repeat(14), 15)).toMatch(/^1 more character to go/);
  expect(passwordLengthIssue("\u{1f5dd}".repeat(15), 15)).toBeUndefined();
});
