/**
 * Makes a fork of a copy of the project: what the README says about it works, and nothing is left of the demo and of the
 * old name. `npm run test:fork` runs the fork's own tests as well.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tools } from "@/scripts/bin-paths";
import { currentName } from "@/scripts/rename/rename";
import { listFiles, readText } from "@/scripts/working-tree";
import { FORK_NAME, makeFork, runIn } from "./fork-copy";

/** Milliseconds. Each step starts a tool of its own, which takes seconds, and longer while other tests run beside it. */
const STEP_TIMEOUT_MS = 240_000;
const old = currentName(".").slug;
let fork = "";
const node = (...args: string[]) => runIn(fork, process.execPath, ...args);

beforeAll(() => {
  fork = mkdtempSync(join(tmpdir(), "fork-"));
  makeFork(fork);
}, STEP_TIMEOUT_MS);

afterAll(() => rmSync(fork, { recursive: true, force: true }));

/** Every line of the fork that fits, with its place. */
function linesWith(pattern: RegExp, exceptions: RegExp): string[] {
  return listFiles(fork)
    .filter((path) => !["CHANGELOG.md", "LICENSE", "package-lock.json"].includes(path))
    .flatMap((path) => [
      `${path}: its name`,
      ...(readText(fork, path) ?? "").split("\n").map((line, at) => `${path}:${at + 1}: ${line}`),
    ])
    .filter((line) => pattern.test(line) && !exceptions.test(line));
}

test("nothing names the demo", () => {
  // A frame's attribute, a word in a list of passwords, and to demote.
  const others = /["' ]sandbox["':=]|\.sandbox\b|no-sandbox|common-long-passwords|demot/i;
  expect(linesWith(/demo|sandbox|session lab|labRun|throw-away/i, others)).toEqual([]);
});

test("nothing has the old name", () => {
  expect(linesWith(new RegExp(old, "i"), /^$/)).toEqual([]);
  expect(linesWith(new RegExp(FORK_NAME), /^$/).length).toBeGreaterThan(20);
});

test("once more changes nothing", () => {
  expect(node("--import=tsx", "scripts/rename.ts", "--force", FORK_NAME)).toMatch(/already/);
});

test.each([
  ["with changes that are not committed", ["Another Name"], "Commit your changes first"],
  ["to a word that the code uses", ["--force", "Session"], "means something else"],
  ["to no name", ["--force"], "A name is needed"],
])("it is not renamed %s", (_, args, why) => {
  expect(() => node("--import=tsx", "scripts/rename.ts", ...args)).toThrow(why);
});

test(
  // Both commands have run the linter over all that they have changed.
  "the rest passes the type check, the search for unused code and the session lint",
  () => {
    node(tools.next, "typegen");
    node(tools.tsc);
    node(tools.knip);
    node("--import=tsx", "scripts/lint-sessions.ts");
  },
  STEP_TIMEOUT_MS,
);
