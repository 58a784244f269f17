import { buildSync } from "esbuild";

/** Scripts that are no part of a page's own: each is bundled into one file from its entry. */
export const SCRIPTS = {
  "public/token-worker.js": { entry: "lib/client/worker/token-worker.ts", format: "iife" },
  "public/embed-session.js": { entry: "lib/client/embed/session-frame-script.ts", format: "iife" },
  "public/embed.js": { entry: "lib/client/embed/watch-session.ts", format: "esm" },
  "generated/demo-script.js": { entry: "app/ui/demo/script.ts", format: "iife" }, // demo:line
} as const;

/** @returns the content of one of the scripts */
export function bundleScript(name: keyof typeof SCRIPTS): string {
  const { entry, format } = SCRIPTS[name];
  const { outputFiles } = buildSync({
    entryPoints: [entry],
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
