import { readFile } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/server/config";
import { isUnderTheHoodOn } from "./under-the-hood";

/** Where `scripts/build-scripts.ts` writes the script: not into `public`, which is served whatever the settings are. */
const FILE = "generated/demo-script.js";

/**
 * Reads the script that the demo's signed-in pages load beside their own.
 *
 * @returns null where the demo is off, unless it is development
 */
export async function readDemoScript(): Promise<string | null> {
  if (!isUnderTheHoodOn()) return null;
  return readFile(path.join(/* turbopackIgnore: true */ config().root, FILE), "utf8");
}
