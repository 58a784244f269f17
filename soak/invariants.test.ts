import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DATABASE_RULES } from "./database-checks";
import { FAULTS, readFaults } from "./faults";
import { ANSWER_RULES, describeChecks } from "./invariants";

const page = readFileSync("docs/soak.md", "utf8");

test("docs/soak.md names the faults and the invariants of the code, and no others", () => {
  const rows = [...page.matchAll(/^\| `([\w-]+)` +\| (.+?) +\|$/gm)].map(([, name, what]) => [name, what]);
  expect(rows).toEqual(Object.entries(FAULTS));
  const rules = page.split("## The invariants")[1]?.split("\n## ")[0] ?? "";
  const listed = [...rules.matchAll(/^- (.+)$/gm)].map(([, rule]) => rule);
  expect(listed).toEqual([...ANSWER_RULES, ...Object.keys(DATABASE_RULES)]);
});

test("--list says the same", () => {
  const listed = describeChecks();
  for (const text of [...Object.keys(FAULTS), ...ANSWER_RULES, ...Object.keys(DATABASE_RULES)])
    expect(listed).toContain(text);
});

test.each([
  ["all", Object.keys(FAULTS).length],
  ["none", 0],
  ["crashes,sleeps", 2],
  ["-crashes", Object.keys(FAULTS).length - 1],
])("--faults %s", (list, count) => {
  const faults = readFaults(list);
  expect(faults.size).toBe(count);
  expect(faults.has("crashes")).toBe(!["none", "-crashes"].includes(list));
});

test("--faults names what is no fault", () => {
  expect(() => readFaults("crashes,floods")).toThrow('no fault "floods"');
});
