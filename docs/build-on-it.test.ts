/**
 * Builds the worked examples of docs/build-on-it.md in a copy of the project, as a reader would: adds its files, runs the
 * migration command, the type check, the linter and the tests that a new page, endpoint, column and table concern.
 */
import { execFile } from "node:child_process";
import {
  cpSync,
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
import { afterAll, beforeAll, test } from "vitest";
import { type Block, patched, readGuide } from "@/scripts/guide-blocks";

/** Not copied: what is large or made by a build. */
const LEFT_OUT = ["node_modules", ".git", ".next", "data", "test-results", "tsconfig.tsbuildinfo"];

const blocks = readGuide(".");

/** Milliseconds. Each step starts a tool of its own, which takes seconds, and longer while other tests run beside it. */
const STEP_TIMEOUT_MS = 120_000;

const run = promisify(execFile);
let copy = "";

beforeAll(async () => {
  copy = mkdtempSync(path.join(tmpdir(), "latchkey-guide-"));
  for (const name of readdirSync("."))
    if (!LEFT_OUT.includes(name)) cpSync(name, path.join(copy, name), { recursive: true });
  symlinkSync(path.resolve("node_modules"), path.join(copy, "node_modules"));
  for (const block of blocks) apply(block);
  await node("scripts/run.mjs", "scripts/db-generate.ts", "--name", "guide");
  await node("scripts/run.mjs", "scripts/openapi.ts");
}, STEP_TIMEOUT_MS);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function apply({ file, isDiff, code }: Block): void {
  const target = path.join(copy, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, isDiff ? patched(readFileSync(target, "utf8"), { file, code }) : code);
}

/** @throws with everything the command printed when it fails */
async function node(...args: string[]): Promise<void> {
  const env = { ...process.env, VITEST: "", NODE_OPTIONS: "", NO_COLOR: "1" };
  await run(process.execPath, args, { cwd: copy, env }).catch((error) => {
    throw new Error(`${args.join(" ")}\n${error.stdout}${error.stderr}`);
  });
}

test.concurrent(
  "the examples of the guide pass the type check",
  () => node("node_modules/typescript/bin/tsc", "--noEmit"),
  STEP_TIMEOUT_MS,
);

test.concurrent(
  "the linter has nothing to say about them",
  () =>
    node(
      "node_modules/@biomejs/biome/bin/biome",
      "check",
      "--error-on-warnings",
      ...blocks.map(({ file }) => file).filter((file) => /\.tsx?$/.test(file)),
    ),
  STEP_TIMEOUT_MS,
);

test.concurrent(
  "their own tests and those about pages, endpoints and columns pass",
  () =>
    node(
      "node_modules/vitest/vitest.mjs",
      "run",
      "app/api/me/motto",
      "app/api/organizations/[id]/projects",
      "app/api/organizations/permissions.test.ts",
      "app/api/every-route.test.ts",
      "db/schema.test.ts",
      "docs/docs.test.ts",
      "db/queries/reads.test.ts",
      "db/admin/migrate-to-postgres.test.ts",
      "lib/server/account-data.test.ts",
      "lib/server/user-commands.test.ts",
      "lib/session/organizations/organization-permissions.test.ts",
      "scripts/openapi.test.ts",
      "scripts/text-lint/untranslated-text.test.ts",
      "--testNamePattern",
      "/motto|/projects|6.3.4|a motto|a project|access token there|every endpoint|every guarded|roles and API keys|each endpoint has|same columns|as it was written|every table of the schema|copies every row|accounted for|every column of an account|the policy refuses|with the scope|files are those of today|is described|has a summary|\\(account\\)/motto",
    ),
  STEP_TIMEOUT_MS,
);
