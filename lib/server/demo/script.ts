import { readFile } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/server/config";
import { ALL_MESSAGES } from "@/lib/texts/messages";
import { isUnderTheHoodOn } from "./under-the-hood";

/** Where `scripts/build-scripts.ts` writes the script: not into `public`, which is served whatever the settings are. */
const FILE = "generated/demo-script.js";

/**
 * Reads the script that the demo's signed-in pages load beside their own. Its texts stand before it,
 * where `app/ui/demo/script-texts.ts` finds them.
 *
 * @returns null where the demo is off, unless it is development
 */
export async function readDemoScript(): Promise<string | null> {
  if (!isUnderTheHoodOn()) return null;
  const script = await readFile(path.join(/* turbopackIgnore: true */ config().root, FILE), "utf8");
  const texts = Object.entries(ALL_MESSAGES).map(([language, { demoControls }]) => [language, demoControls]);
  return `"use strict";{const DEMO_TEXTS=${JSON.stringify(Object.fromEntries(texts))};${script}}`;
}
