import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Lays the build out in a folder of its own, as the container image does.
 * @returns what node has to run there
 */
export function copyBuild(folder: string, { withoutMiddleware = false } = {}): string {
  mkdirSync(folder, { recursive: true });
  cpSync(".next/standalone", folder, { recursive: true });
  cpSync(".next/static", join(folder, ".next/static"), { recursive: true });
  cpSync("public", join(folder, "public"), { recursive: true });
  if (withoutMiddleware) removeMiddleware(join(folder, ".next/server/functions-config-manifest.json"));
  return join(folder, "server.js");
}

/** As if middleware.ts had been deleted before the build, without the minute a second build takes. */
function removeMiddleware(manifestFile: string): void {
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  if (!manifest.functions["/_middleware"])
    throw new Error("the build has no middleware that could be removed");
  delete manifest.functions["/_middleware"];
  writeFileSync(manifestFile, JSON.stringify(manifest));
}
