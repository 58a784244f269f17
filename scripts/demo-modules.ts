/** Looks in a build for what a page outside the demo loads, or could load, of the demo. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readManifest } from "./first-load-size";
import { isDemoFile } from "./strip-demo/strip";

export const BUILD = ".next";

/** What only scripts of the demo say. */
const DEMO_WORDS = /\/api\/demo\/|under.the.hood|demo account|session lab/i;
const SCRIPT = /static\/chunks\/[\w~.-]+\.js/g;

/**
 * Looks through the client components and the scripts of every page that is not one of the demo's own, with the scripts
 * that those scripts load on demand.
 *
 * @returns a line for each find, and the number of pages looked at
 */
export function findDemoInClient(): { finds: string[]; pages: number } {
  const routes = listProductRoutes();
  const finds = routes.flatMap((route) => {
    const manifest = readManifest(route);
    const modules = Object.keys(manifest?.clientModules ?? {}).flatMap(
      (key) => /app\/.*\.tsx?/.exec(key)?.[0] ?? [],
    );
    const ofDemo = modules.filter((path) => isDemoFile(path));
    const scripts = reachableScripts(JSON.stringify(manifest).match(SCRIPT) ?? []);
    const speaking = [...scripts].filter((file) => DEMO_WORDS.test(readScript(file)));
    return [...new Set([...ofDemo, ...speaking])].map((found) => `${route}: ${found}`);
  });
  return { finds, pages: routes.length };
}

/** @returns the folders in `app` of the built pages that are not the demo's own */
export function listProductRoutes(): string[] {
  const built = globSync("**/page_client-reference-manifest.js", { cwd: join(BUILD, "server/app") });
  return built.map(dirname).filter((route) => !isDemoFile(`app/${route}/page.tsx`));
}

/** @returns these scripts, and those that they name */
function reachableScripts(files: Iterable<string>): Set<string> {
  const found = new Set(files);
  // A set that grows is walked to its new end.
  for (const file of found) for (const named of readScript(file).match(SCRIPT) ?? []) found.add(named);
  return found;
}

const readScript = (file: string) => readFileSync(join(BUILD, file), "utf8");
