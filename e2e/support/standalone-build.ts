import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Copies the build into a folder of its own, as the container image does.
 *
 * @returns the file that node has to run there
 */
export function copyBuild(folder: string, { withoutMiddleware = false } = {}): string {
  mkdirSync(folder, { recursive: true });
  cpSync(".next/standalone", folder, { recursive: true });
  cpSync(".next/static", join(folder, ".next/static"), { recursive: true });
  cpSync("public", join(folder, "public"), { recursive: true });
  if (withoutMiddleware) removeMiddleware(join(folder, ".next/server/functions-config-manifest.json"));
  return join(folder, "server.js");
}

/** Has the effect of deleting middleware.ts before the build, without the minute that a second build takes. */
function removeMiddleware(manifestFile: string): void {
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  if (!manifest.functions["/_middleware"])
    throw new Error("the build has no middleware that could be removed");
  delete manifest.functions["/_middleware"];
  writeFileSync(manifestFile, JSON.stringify(manifest));
}
