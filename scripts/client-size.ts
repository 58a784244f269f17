import { gzipSync } from "node:zlib";
import { build, type Plugin, transform } from "esbuild";

/** How many bytes, gzipped, the auth client should add to a signed-in page. */
export const CLIENT_AIM_BYTES = 10_000;
/** How many bytes it may add. A larger client fails `npm run size`. See docs/decisions/0029-what-a-signed-in-page-loads.md. */
export const CLIENT_LIMIT_BYTES = 12_500;
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
  return gzippedBytes(await bundle(modules, true));
}

/**
 * Measures what each module adds, by leaving it out. Text that two modules share counts for neither, so the sum is less
 * than the whole.
 *
 * @returns bytes, minified and gzipped, by the module's path; the largest first
 */
export async function measureModules(): Promise<[path: string, bytes: number][]> {
  // The names that the page imports are the end of the bundle: a module that is left out would be missed there.
  const text = (await bundle(CLIENT_MODULES, false)).replace(/\nexport \{[^}]*\};\s*$/, "\n");
  // With its white space, a bundle has the path of each module as a comment above it.
  const [, ...parts] = text.split(/^\/\/ (\S+)$/m);
  const paths = parts.filter((_, index) => index % 2 === 0);
  const measure = async (leftOut?: string) => {
    const kept = parts.filter((_, index) => index % 2 === 1 && parts[index - 1] !== leftOut);
    const { code } = await transform(kept.join(""), { minifyWhitespace: true, format: "esm" });
    return gzippedBytes(code);
  };
  const whole = await measure();
  const sizes = [...new Set(paths)].map(
    async (path): Promise<[string, number]> => [path, whole - (await measure(path))],
  );
  return (await Promise.all(sizes)).sort(([, one], [, other]) => other - one);
}

async function bundle(modules: string[], minifyWhitespace: boolean): Promise<string> {
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
    minifyIdentifiers: true,
    minifySyntax: true,
    minifyWhitespace,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

function gzippedBytes(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
