/**
 * Builds the worked examples of the guide (docs/build-on-it.md, docs/build-for-organizations.md) in a copy of the project,
 * as a reader would: adds its files, runs the migration command, the type check, the linter and the tests that a new page,
 * endpoint, column and table concern.
 */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, inject, type TestContext, test } from "vitest";
import type { TestServer } from "@/db/testing/global-setup";
import { type Block, patched, readGuide } from "@/scripts/guide-blocks";

/** Not copied: what is large or made by a build. */
const LEFT_OUT = ["node_modules", ".git", ".next", "data", "test-results", "tsconfig.tsbuildinfo"];

const blocks = readGuide(".");

/** Milliseconds. Each step starts a tool of its own, which takes seconds, and longer while other tests run beside it. */
const STEP_TIMEOUT_MS = 240_000;

const run = promisify(execFile);
let copy = "";
let databaseServer = "";

beforeAll(async () => {
  // The tests of the copy use this run's server: a second one that starts beside other tests took longer than a test may.
  const { url }: TestServer = await (await fetch(inject("postgres"))).json();
  databaseServer = url;
  copy = mkdtempSync(path.join(tmpdir(), "latchkey-guide-"));
  for (const name of readdirSync("."))
    if (!LEFT_OUT.includes(name)) cpSync(name, path.join(copy, name), { recursive: true });
  symlinkSync(path.resolve("node_modules"), path.join(copy, "node_modules"));
  for (const block of blocks) apply(block);
  await node(copy, ["scripts/run.mjs", "scripts/db-generate.ts", "--name", "guide"]);
  await node(copy, ["scripts/run.mjs", "scripts/openapi.ts"]);
}, STEP_TIMEOUT_MS);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function apply({ isDiff, ...block }: Block): void {
  const target = path.join(copy, block.file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, isDiff ? patched(readFileSync(target, "utf8"), block) : block.code);
}

/** Runs node in a folder. @throws with everything it printed when it fails */
async function node(folder: string, args: string[]): Promise<void> {
  const own = { VITEST: "", NODE_OPTIONS: "", NO_COLOR: "1", TEST_POSTGRES_URL: databaseServer };
  const env = { ...process.env, ...own };
  await run(process.execPath, args, { cwd: folder, env }).catch((error) => {
    throw new Error(`In a copy with the guide's examples: ${args.join(" ")}\n${error.stdout}${error.stderr}`);
  });
}

/**
 * Runs a check on the copy. One that fails without the examples too is not about the guide: the project's own checks say
 * what to do, and this one waits until they pass.
 *
 * @param alone its arguments in the project itself, which lacks the files that the guide adds
 */
async function check({ skip }: TestContext, args: string[], alone = args): Promise<void> {
  const failure = await node(copy, args).catch((error: Error) => error);
  if (!failure) return;
  const isOurs = await node(".", alone).then(
    () => true,
    () => false,
  );
  if (isOurs) throw failure;
  skip(`This fails without the guide's examples too: mend that first, with node ${alone.join(" ")}`);
}

const CHANGED = blocks.map(({ file }) => file).filter((file) => /\.tsx?$/.test(file));
const BIOME = ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"];
const TESTS = [
  "app/api/me/motto",
  "app/api/organizations/[id]/projects",
  "app/api/organizations/permissions.test.ts",
  "app/api/every-route.test.ts",
  "db/schema.test.ts",
  "docs/docs.test.ts",
  "db/queries/reads.test.ts",
  "db/admin/migrate-to-postgres.test.ts",
  "lib/server/account/account-data.test.ts",
  "lib/server/admin/user-commands.test.ts",
  "lib/session/organizations/organization-permissions.test.ts",
  "lib/texts/catalogue.test.ts",
  "scripts/openapi.test.ts",
  "scripts/text-lint/untranslated-text.test.ts",
];
const NAMES =
  "/motto|/projects|/reviews|6.3.4|a motto|a project|access token there|every endpoint|every guarded|roles and API keys|each endpoint has|whatever a path names|same columns|the migrations of|as it was written|every table of the schema|copies every row|accounted for|every column of an account|the policy refuses|with the scope|files are those of today|is described|has a summary|de has";

test.concurrent(
  "the examples of the guide pass the type check",
  (context) => check(context, ["node_modules/typescript/bin/tsc", "--noEmit"]),
  STEP_TIMEOUT_MS,
);

test.concurrent(
  "the linters have nothing to say about them",
  async (context) => {
    const there = CHANGED.filter((file) => existsSync(file));
    await check(context, [...BIOME, ...CHANGED], [...BIOME, ...there]);
    await check(context, ["scripts/run.mjs", "scripts/lint-sessions.ts"]);
  },
  STEP_TIMEOUT_MS,
);

test.concurrent(
  "their own tests and those about pages, endpoints and columns pass",
  (context) =>
    check(context, ["node_modules/vitest/vitest.mjs", "run", ...TESTS, "--testNamePattern", NAMES]),
  STEP_TIMEOUT_MS,
);
