import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { createProject, type Project } from "./project";

/** What runs in the app; tests and what only they use may do what they like. */
const SOURCES = [
  "app/**/*.{ts,tsx}",
  "lib/**/*.{ts,tsx}",
  "db/**/*.ts",
  "middleware.ts",
  "instrumentation.ts",
];
const TESTS = /\.(?:test|fixture)\.tsx?$|\/testing\/|\.d\.ts$/;

/** @param root the project's root @returns the files that run in the app */
export function readProject(root: string): Project {
  return createProject(readTexts(root));
}

/** @returns the text of each file by its path from the root, with `/` on every system */
export function readTexts(root: string): Map<string, string> {
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }))
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => !TESTS.test(file))
    .sort();
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
}
