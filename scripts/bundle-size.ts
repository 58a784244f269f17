import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a page should pay for the auth client, in bytes gzipped. */
export const CLIENT_AIM = 10_000;
/** What it may pay: there it stands now, and no further. */
export const CLIENT_LIMIT = 10_500;
/** What every page of an app with sessions loads. */
export const CLIENT_PARTS = [
  "react/auth-provider",
  "react/auth-guard",
  "react/use-auth",
  "react/use-session-status",
];

/**
 * What the auth client adds to a page: minified, gzipped, in bytes. React is there anyway, and what is loaded only when
 * it is asked for is no part of it.
 *
 * @param parts modules of lib/client a page imports from
 */
export async function weighClient(parts: string[] = CLIENT_PARTS): Promise<number> {
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
