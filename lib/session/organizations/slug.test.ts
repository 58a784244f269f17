import { expect, test } from "vitest";
import { SLUG, slugCandidates, slugFrom } from "./slug";

test.each([
  ["Analytical Engines", "analytical-engines"],
  ["Café Zürich", "cafe-zurich"],
  ["  --A & B--  ", "a-b"],
  ["x".repeat(80), "x".repeat(40)],
  [`${"x".repeat(39)} y`, "x".repeat(39)],
  ["ab", "org-q1w2e3"],
  ["株式会社", "org-q1w2e3"],
])("%s becomes %s", (name, slug) => {
  expect(slugFrom(name, "org-q1w2e3")).toBe(slug);
  expect(slug).toMatch(SLUG);
});

test("the second candidate has a random ending, and is a slug whatever the name", () => {
  expect(slugCandidates("Engines", "q1w2e3")).toEqual(["engines", "engines-q1w2e3"]);
  for (const name of ["x".repeat(80), "株式会社", "a-b", `${"x".repeat(32)} y z`])
    for (const slug of slugCandidates(name, "q1w2e3")) expect(slug).toMatch(SLUG);
});
