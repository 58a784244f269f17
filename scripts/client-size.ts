/**
 * Prints what the auth client adds to a page: minified, gzipped, in bytes. React is there anyway.
 * Fails when it is more than a page should pay.
 */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 6 * 1024;
const PARTS = ["auth-provider", "auth-guard", "hooks"];

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
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

const page = await weigh(PARTS);
console.log(`provider, guard and hooks   ${page} bytes gzipped, of at most ${LIMIT}`);
console.log(`with the device list        ${await weigh([...PARTS, "use-sessions"])} bytes`);
if (page > LIMIT) process.exitCode = 1;
