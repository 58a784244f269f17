import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashSources } from "./build";

let root: string;
let before: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "latchkey-sources-"));
  write("app/page.tsx", "one");
  before = hashSources(root);
});

afterEach(() => rmSync(root, { recursive: true }));

test("the same sources need no second build", () => {
  write("app/page.tsx", "one");
  expect(hashSources(root)).toBe(before);
});

test.each([
  "app/page.tsx",
  "app/[id]/.well-known/route.ts",
  "lib/web/new.ts",
  "middleware.ts",
  "package-lock.json",
])("a change of %s needs a new build", (file) => {
  write(file, "two");
  expect(hashSources(root)).not.toBe(before);
});

test.each([
  "app/page.test.tsx",
  "e2e/auth/sign-in.spec.ts",
  "README.md",
  "next-env.d.ts",
  "data/latchkey.db",
])("a change of %s needs none", (file) => {
  write(file, "two");
  expect(hashSources(root)).toBe(before);
});

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
