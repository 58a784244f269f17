import type { NextConfig } from "next";

/** Frozen at build time: nothing that depends on the environment may stand here. */
const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  serverExternalPackages: ["better-sqlite3", "@node-rs/argon2"],
  outputFileTracingIncludes: { "/*": ["./db/migrations/**/*"] },
};

export default config;
