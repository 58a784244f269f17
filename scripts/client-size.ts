import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** How many bytes, gzipped, the auth client should add to a page. */
export const CLIENT_TARGET_BYTES = 10_000;
/**
 * How many bytes it may add. A larger client fails `npm run size`. It stands where the client stands: the rules of what a
 * tab believes are one pure module now, which costs about 1,700 bytes more than the closures they replaced.
 */
export const CLIENT_LIMIT_BYTES = 13_200;
/** The modules of lib/client that every page of an app with sessions loads. */
export const CLIENT_MODULES = [
  "react/auth-provider",
  "react/auth-guard",
  "react/use-auth",
  "react/use-session-status",
];

/**
 * Measures what the auth client adds to a page. React is left out, because the page has it anyway, and so are chunks
 * that are loaded on demand.
 *
 * @param modules the modules of lib/client that the page imports
 * @returns bytes, minified and gzipped
 */
export async function measureClientSize(modules: string[] = CLIENT_MODULES): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: modules.map((name) => `export * from "@/lib/client/${name}";`).join("\n"),
      resolveDir: process.cwd(),
    },
    alias: { "@": process.cwd() },
    external: ["react", "react-dom"],
    define: { "process.env.NODE_ENV": '"production"' },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // Dynamic imports become chunks of their own. The first chunk is the one the page loads.
    splitting: true,
    outdir: "out",
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
