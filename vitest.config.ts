import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  // "server-only" is an empty module under this condition, as it is inside Next's own server.
  ssr: { resolve: { conditions: ["react-server"] } },
  test: { include: ["{app,db,lib,scripts,e2e/support}/**/*.test.{ts,tsx}"], environment: "node" },
});
