/**
 * Writes the scripts that are no part of a page's own: those in `public` are served by Next. next.config.ts runs this for
 * `next dev` and `next build`. After a change of one of them, restart a running `next dev`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { bundleScript, SCRIPTS } from "./script-bundles";

for (const file of Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[]) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bundleScript(file));
}
