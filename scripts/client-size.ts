import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

/** How many bytes, gzipped, the auth client should add to a signed-in page. */
export const CLIENT_TARGET_BYTES = 10_000;
/** How many bytes it may add. A larger client fails `npm run size`. See docs/decisions/0029-what-a-signed-in-page-loads.md. */
export const CLIENT_LIMIT_BYTES = 12_800;
/** The modules of lib/client that every page of an app with sessions loads. */
export const CLIENT_MODULES = [
  "react/auth-provider",
  "react/auth-guard",
  "react/use-auth",
  "react/use-connection",
];
/**
 * Leaves out the modules that a page loads only when it needs them. Every other one counts, also behind a dynamic import:
 * the page would load it in any case, only later.
 */
const leaveOutOnDemand: Plugin = {
  name: "leave-out-on-demand",
  setup({ onResolve }) {
    onResolve({ filter: /\/(account-actions|worker-token-cache|proven-fetch)$/ }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path, external: true } : null,
    );
  },
};

/**
 * Measures what the auth client adds to a page. React is left out, because the page has it anyway.
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
    plugins: [leaveOutOnDemand],
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
