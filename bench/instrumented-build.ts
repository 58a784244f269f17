/** A copy of the app with the routes and pages that it is compared with; the app that is shipped does not have them. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { tools } from "@/scripts/bin-paths";
import { hashSources } from "@/scripts/build";
import { runNode } from "@/scripts/processes";
import { bareEnvironment } from "@/scripts/settings";

/** Below the project, so that the copy finds its packages. */
export const COPY = "data/bench/app";
const STAMP = "data/bench/app.built-from";
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
const ACCOUNT = `${COPY}/app/(account)`;
const UNGUARDED = `${COPY}/app/api/bench/(unguarded)`;
const GUARD = "@/lib/web/pages/current-session";

/** Builds the copy, if the sources have changed. */
export async function buildCopy(): Promise<void> {
  const stamp = hashSources() + hashSources("bench/overlay") + readFileSync(import.meta.filename);
  if (readIfThere(STAMP) === stamp) return;
  rmSync(COPY, { recursive: true, force: true });
  rmSync(STAMP, { force: true });
  for (const path of COPIED) cpSync(path, `${COPY}/${path}`, { recursive: true });
  cpSync("bench/overlay", COPY, { recursive: true });
  liftUserLimits();
  copyUnguarded("layout.tsx", "");
  copyUnguarded("page.tsx", "/dashboard");
  const code = await runNode([resolve(tools.next), "build"], {
    cwd: COPY,
    env: bareEnvironment(),
    stdio: ["ignore", 2, 2],
  });
  if (code !== 0) throw new Error("The build of the copy failed.");
  writeFileSync(STAMP, stamp);
}

/** Sixteen users send more in a minute than their accounts may. Every use is still counted, because that takes time too. */
function liftUserLimits(): void {
  const file = `${COPY}/lib/session/user-limits.ts`;
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(/\bcount: \d+/g, "count: 1e9"));
}

/** Copies a file of the account pages to where neither middleware nor guard is asked. What it imports stays shared. */
function copyUnguarded(file: string, folder: string): void {
  const text = readFileSync(`${ACCOUNT}${folder}/${file}`, "utf8")
    .replace(GUARD, "@/lib/web/pages/unguarded-session")
    .replaceAll('from "./', `from "@/app/(account)${folder}/`);
  mkdirSync(`${UNGUARDED}${folder}`, { recursive: true });
  writeFileSync(`${UNGUARDED}${folder}/${file}`, text);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
