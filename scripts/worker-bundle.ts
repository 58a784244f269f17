import { buildSync } from "esbuild";

/** @returns the worker that keeps the tabs' access token (lib/client/worker/token-worker.ts), as one script */
export function bundleWorker(): string {
  const { outputFiles } = buildSync({
    entryPoints: ["lib/client/worker/token-worker.ts"],
    alias: { "@": process.cwd() },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
