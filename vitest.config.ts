import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const TESTS = "{app,bench,db,docs,lib,scripts,soak,e2e/support}/**/*.test.{ts,tsx}";

/**
 * Most test files share a process with others, because loading the modules anew for each file costs as much as the
 * tests. A file that replaces modules gets a process of its own, and so does a file about what changes the process.
 */
const isolated = globSync(TESTS).filter(
  (file) => file.startsWith("lib/web/process/") || /\bvi\.mock\(/.test(readFileSync(file, "utf8")),
);

export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // An empty module, as inside Next's own server. Not by the "react-server" condition: under it,
    // components that run in a browser could not be rendered here.
    alias: { "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)) },
  },
  test: {
    globalSetup: "db/testing/global-setup.ts",
    environment: "node",
    testTimeout: 30_000,
    // For what another process does, PostgreSQL above all: on a busy machine that takes longer than the usual second.
    expect: { poll: { timeout: 10_000 } },
    // Many tests wait, for a clock or another process; meanwhile those of another worker run.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    unstubGlobals: true,
    projects: [
      { extends: true, test: { name: "shared", include: [TESTS], exclude: isolated, isolate: false } },
      { extends: true, test: { name: "isolated", include: isolated } },
    ],
  },
});
