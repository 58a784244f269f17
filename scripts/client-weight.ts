import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The most that the auth client may add to a page, in gzipped bytes. */
export const CLIENT_LIMIT = 6 * 1024;
/** What stands around every page. */
export const CLIENT_PARTS = ["auth-provider", "auth-guard", "hooks"];

/**
 * Bundles parts of lib/client as a page would load them: minified, with what they use of lib/session, without React,
 * which is there anyway.
 * @param parts names of its modules
 * @returns bytes, gzipped
 */
export async function weighClient(parts = CLIENT_PARTS): Promise<number> {
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
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
