/** A copy of the app with the routes and pages that it is compared with; the app that is shipped does not have them. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { tools } from "@/scripts/bin-paths";
import { hashSources } from "@/scripts/build";
import { runNode } from "@/scripts/processes";
import { bareEnvironment } from "@/scripts/settings";

/** A tree of sources, and the copy of it that is built. Both are below the project, so that they find its packages. */
export interface Tree {
  root: string;
  copy: string;
}

export const CURRENT_TREE: Tree = { root: ".", copy: "data/bench/app" };

const COPIED = [
  "app",
  "db",
  "examples",
  "lib",
  "public",
  "scripts",
  "instrumentation.ts",
  "middleware.ts",
  "next.config.ts",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const GUARD = "@/lib/web/pages/current-session";

/** Builds the copy, if the sources have changed. */
export async function buildCopy({ root, copy }: Tree): Promise<void> {
  const builtFrom = `${copy}.built-from`;
  const overlay = `${root}/bench/overlay`;
  const stamp = hashSources(root) + hashSources(overlay) + readFileSync(import.meta.filename);
  if (readIfThere(builtFrom) === stamp) return;
  rmSync(copy, { recursive: true, force: true });
  rmSync(builtFrom, { force: true });
  for (const path of COPIED.filter((each) => existsSync(`${root}/${each}`)))
    cpSync(`${root}/${path}`, `${copy}/${path}`, { recursive: true });
  cpSync(overlay, copy, { recursive: true });
  // Uses are still counted, because that takes time too.
  edit(`${copy}/lib/session/user-limits.ts`, (text) => text.replaceAll(/\bcount: \d+/g, "count: 1e9"));
  // Older sources need not fit the types of today's packages.
  edit(`${copy}/next.config.ts`, (text) =>
    text.replace("poweredByHeader", "typescript: { ignoreBuildErrors: true },\n    poweredByHeader"),
  );
  copyUnguarded(copy, "layout.tsx", "");
  copyUnguarded(copy, "page.tsx", "/dashboard");
  const code = await runNode([resolve(tools.next), "build"], {
    cwd: copy,
    env: bareEnvironment(),
    stdio: ["ignore", 2, 2],
  });
  if (code !== 0) throw new Error("The build of the copy failed.");
  writeFileSync(builtFrom, stamp);
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

/** Copies a file of the account pages to where neither middleware nor guard is asked. What it imports stays shared. */
function copyUnguarded(copy: string, file: string, folder: string): void {
  const account = `${copy}/app/(account)${folder}`;
  const unguarded = `${copy}/app/api/bench/(unguarded)${folder}`;
  const text = readFileSync(`${account}/${file}`, "utf8")
    .replace(GUARD, "@/lib/web/pages/unguarded-session")
    .replaceAll('from "./', `from "@/app/(account)${folder}/`);
  mkdirSync(unguarded, { recursive: true });
  writeFileSync(`${unguarded}/${file}`, text);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
