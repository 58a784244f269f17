import { buildSync } from "esbuild";

/** The scripts at the site's root, each bundled into one file from its entry in `lib/client`. */
export const SCRIPTS = {
  "token-worker.js": { entry: "worker/token-worker", format: "iife" },
  "embed-session.js": { entry: "embed/session-frame-script", format: "iife" },
  "embed.js": { entry: "embed/watch-session", format: "esm" },
} as const;

/** @returns the content of one of the scripts */
export function bundleScript(name: keyof typeof SCRIPTS): string {
  const { entry, format } = SCRIPTS[name];
  const { outputFiles } = buildSync({
    entryPoints: [`lib/client/${entry}.ts`],
    alias: { "@": process.cwd() },
    bundle: true,
    minify: true,
    format,
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
