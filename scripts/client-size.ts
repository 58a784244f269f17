/**
 * Prints what the auth client adds to a page: minified, gzipped, in bytes. React is there anyway.
 * Fails when it is more than a page should pay. What is loaded only when it is asked for is no part of it.
 */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 10 * 1024;
/** What every page of an app with sessions loads. */
const PARTS = ["auth-provider", "auth-guard", "hooks", "session-hooks"];

async function weigh(parts: string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: parts.map((part) => `export * from "@/lib/client/${part}";`).join("\n"),
      resolveDir: process.cwd(),
    },
    alias: { "@": process.cwd() },
    external: ["react", "react-dom"],
    define: { "process.env.NODE_ENV": '"production"' },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // A chunk of its own for what is imported dynamically; the first is what the page loads.
    splitting: true,
    outdir: "out",
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

async function print(what: string, more: string[]): Promise<void> {
  console.log(`${what.padEnd(36)}${await weigh([...PARTS, ...more])} bytes`);
}

const page = await weigh(PARTS);
console.log(`provider, guard and hooks           ${page} bytes gzipped, of at most ${LIMIT}`);
await print("with the device list", ["use-sessions"]);
await print("with state that outlives the page", ["use-persistent-state"]);
await print("with drafts", ["use-draft"]);
if (page > LIMIT) process.exitCode = 1;
