import { expect, test } from "vitest";
import { textsFor } from "@/lib/texts/testing.fixture";
import { passwordLengthIssue } from "./password";

const t = textsFor("form");

test("length is counted in code points, not in UTF-16 units", () => {
  expect(passwordLengthIssue("\u{1f5dd}".repeat(14), 15, t)).toMatch(/^1 more character to go/);
  expect(passwordLengthIssue("\u{1f5dd}".repeat(15), 15, t)).toBeUndefined();
});
