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

const GUIDE = "docs/build-on-it.md";
/** Not copied: what is large or made by a build. */
const LEFT_OUT = ["node_modules", ".git", ".next", "data", "test-results", "tsconfig.tsbuildinfo"];

/** One code block of the guide that belongs to a file: all of it, or a change of it. */
interface Block {
  file: string;
  isDiff: boolean;
  code: string;
}

const blocks: Block[] = [...readFileSync(GUIDE, "utf8").matchAll(/^```(\w+) file=(\S+)\n(.*?)^```$/gms)].map(
  ([, language, file = "", code = ""]) => ({ file, isDiff: language === "diff", code }),
);

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

/**
 * Adds the lines of a diff that begin with `+` after the lines before them, which have to stand in the file once. The
 * width of a table's columns does not matter.
 */
function patched(text: string, { file, code }: Pick<Block, "file" | "code">): string {
  const lines = code.trimEnd().split("\n");
  const linesWith = (sign: string) =>
    lines.filter((line) => line[0] === sign).map((line) => `${line.slice(1)}\n`);
  const before = linesWith(" ").join("");
  const pattern = before.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ +/g, " +");
  const found = [...text.matchAll(new RegExp(pattern, "g"))];
  const [match] = found;
  if (!match || found.length > 1)
    throw new Error(
      `${GUIDE}: this should stand in ${file} once:\n${before}\nUpdate the guide to what stands there now.`,
    );
  if (text.includes(linesWith("+").join("")))
    throw new Error(
      `${GUIDE}: the lines added to ${file} stand there already. A project that has followed the guide deletes docs/build-on-it.test.ts.`,
    );
  const end = match.index + match[0].length;
  return text.slice(0, end) + linesWith("+").join("") + text.slice(end);
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
