import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // An empty module, as inside Next's own server. Not by the "react-server" condition: under it,
    // components that run in a browser could not be rendered here.
    alias: { "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)) },
  },
  test: {
    include: ["{app,bench,db,docs,lib,scripts,soak,e2e/support}/**/*.test.{ts,tsx}"],
    globalSetup: "db/testing/global-setup.ts",
    environment: "node",
    testTimeout: 30_000,
  },
});
