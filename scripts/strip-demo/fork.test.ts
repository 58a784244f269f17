/**
 * Makes a fork of a copy of the project: what the README says about it works, and nothing is left of the demo and of the
 * old name. `npm run test:fork` runs the fork's own tests as well.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { API_KEY_PREFIX } from "@/lib/session/product";
import { tools } from "@/scripts/bin-paths";
import { patched, readGuide } from "@/scripts/guide-blocks";
import { filesNamed, leaveOut, readRemoval, removableFeatures } from "@/scripts/leave-out/leave-out";
import { currentName } from "@/scripts/rename/rename";
import { listFiles, readText } from "@/scripts/working-tree";
import { FORK_NAME, makeFork, runIn } from "./fork-copy";

/** Milliseconds. Each step starts a tool of its own, which takes seconds, and longer while other tests run beside it. */
const STEP_TIMEOUT_MS = 240_000;
const old = currentName(".");
let fork = "";
const node = (...args: string[]) => runIn(fork, process.execPath, ...args);

beforeAll(() => {
  fork = mkdtempSync(join(tmpdir(), "fork-"));
  makeFork(fork);
}, STEP_TIMEOUT_MS);

afterAll(() => rmSync(fork, { recursive: true, force: true }));

/** Every line of the fork that fits, with its place; the names of files and what pictures contain are lines as well. */
function linesWith(pattern: RegExp, exceptions: RegExp): string[] {
  return listFiles(fork)
    .filter((path) => !["CHANGELOG.md", "LICENSE"].includes(path))
    .flatMap((path) => [
      `${path}: its name`,
      ...readFileSync(join(fork, path), "latin1")
        .split("\n")
        .map((line, at) => `${path}:${at + 1}: ${line}`),
    ])
    .filter((line) => pattern.test(line) && !exceptions.test(line));
}

test("nothing names the demo", () => {
  // A frame's attribute, a word in a list of passwords, and to demote.
  const others = /["' ]sandbox["':=]|\.sandbox\b|no-sandbox|common-long-passwords|demot|package-lock/i;
  expect(linesWith(/demo|sandbox|session lab|labRun|throw-away/i, others)).toEqual([]);
});

test("nothing has the old name, in any spelling, nor the prefix of its API keys", () => {
  expect(linesWith(new RegExp(old.slug.replaceAll("-", "[ _-]?"), "i"), /^$/)).toEqual([]);
  expect(linesWith(new RegExp(`\\b${API_KEY_PREFIX}`), /^$/)).toEqual([]);
});

test.each([
  ["cookies and metrics", "lib/session/product.ts", 'PRODUCT_PREFIX = "quay_passport_"'],
  ["channels, locks and storage", "lib/session/product.ts", 'PRODUCT_SLUG = "quay-passport"'],
  ["API keys", "lib/session/product.ts", 'API_KEY_PREFIX = "qp_"'],
  ["the package", "package.json", '"name": "quay-passport"'],
  ["the lock file", "package-lock.json", '"name": "quay-passport"'],
  ["the database on disk", ".env.example", "data/quay-passport.db"],
  ["the database of several nodes", "compose.yaml", "POSTGRES_DB: quay-passport"],
  ["the image", "compose.single.yaml", "image: quay-passport"],
  ["the description of the API", "lib/web/openapi/openapi.json", '"bearerFormat": "qp_…"'],
  ["the title", "README.md", `# ${FORK_NAME}`],
])("%s have the new name", (_, path, mention) => expect(readText(fork, path)).toContain(mention));

test("what the guide changes stands in the fork", () => {
  const texts = new Map<string, string>();
  for (const block of readGuide(fork).filter(({ isDiff }) => isDiff))
    texts.set(block.file, patched(texts.get(block.file) ?? readText(fork, block.file) ?? "", block));
  expect(texts.size).toBeGreaterThan(20);
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

test(
  "each feature that its page leaves out is gone without a rest: files, lines and patch fit, types and unused code pass",
  () => {
    const features = removableFeatures(fork);
    expect(features.length).toBeGreaterThan(0);
    for (const feature of features) {
      expect(leaveOut(fork, feature), `bring docs/remove/${feature}.md and its patch up to date`).toEqual([]);
      // The pages that are left name nothing that went with this one.
      const named = removableFeatures(fork).flatMap((other) => readRemoval(fork, other).deleted);
      expect(named.filter((pattern) => filesNamed(fork, pattern).length === 0)).toEqual([]);
    }
    node(tools.next, "typegen");
    node(tools.tsc);
    node(tools.knip);
  },
  STEP_TIMEOUT_MS,
);
